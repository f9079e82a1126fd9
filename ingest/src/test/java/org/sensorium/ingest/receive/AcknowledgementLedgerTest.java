package org.sensorium.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens in whatever order: first stored, then acknowledged, once, in order. */
class AcknowledgementLedgerTest {
    private static final int RECEIVE = 0;
    private static final int STORE = 1;
    private static final int LOSE = 2;

    @Property(tries = 500)
    void noInterleavingAcknowledgesTooEarlyTwiceOutOfOrderOrElsewhere(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 11) Integer> steps) {
        AcknowledgementLedger ledger = new AcknowledgementLedger();
        List<Integer> received = new ArrayList<>();
        List<Integer> acknowledged = new ArrayList<>();
        int inBatch = 0;
        long epoch = ledger.opened();
        int nextId = 1;
        for (int step : steps) {
            if (step % 3 == LOSE && step > 8) {
                ledger.lost(epoch);
                assertThat(ledger.received(epoch, nextId)).isFalse();
                ledger.stored(epoch, inBatch, acknowledged::add);
                epoch = ledger.opened();
                received.clear();
                acknowledged.clear();
                inBatch = 0;
            } else if (step % 3 == STORE) {
                ledger.stored(epoch - 1, 5, acknowledged::add);
                ledger.stored(epoch, inBatch, acknowledged::add);
                inBatch = 0;
            } else if (step % 3 == RECEIVE) {
                assertThat(ledger.received(epoch, nextId)).isTrue();
                received.add(nextId++);
                inBatch++;
            }
            assertThat(acknowledged).isEqualTo(received.subList(0, received.size() - inBatch));
            assertThat(ledger.waiting()).isEqualTo(inBatch);
        }
        ledger.stored(epoch, inBatch, acknowledged::add);
        assertThat(acknowledged).isEqualTo(received);
    }
}
