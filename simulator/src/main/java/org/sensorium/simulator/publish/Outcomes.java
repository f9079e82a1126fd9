package org.sensorium.simulator.publish;

/** Is told the fate of each message, once. Calls come from many threads and must be quick. */
public interface Outcomes {
    /** Takes no notice. */
    Outcomes NONE =
            new Outcomes() {
                @Override
                public void acknowledged(Message message) {}

                @Override
                public void refused(Message message, int reasonCode) {}

                @Override
                public void unknown(Message message) {}
            };

    /** The broker took it: PUBACK below 0x80. */
    void acknowledged(Message message);

    /** The broker refused it for good: PUBACK from 0x80 on, or it could not be sent at all. */
    void refused(Message message, int reasonCode);

    /** The run ended while its fate was open: it may have arrived or not. */
    void unknown(Message message);
}
