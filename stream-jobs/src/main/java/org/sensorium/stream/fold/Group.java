package org.sensorium.stream.fold;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sensorium.model.IncidentKind;

/**
 * Sensors that can fall silent together.
 *
 * @param kind what the incident is called if they do
 * @param name which gateway device, feeder or district
 */
record Group(IncidentKind kind, String name) {
    /** Who falls silent, for the messages. */
    String inEnglish() {
        return switch (kind) {
            case GATEWAY_SILENT -> "sensors behind gateway " + name;
            case FEEDER_SILENT -> "sensors on feeder " + name;
            case DISTRICT_SILENT, AREA_EVENT -> "sensors in district " + name;
        };
    }

    /** The same in Chinese, up to the sensors. */
    String inChinese() {
        return switch (kind) {
            case GATEWAY_SILENT -> "网关" + name + "下";
            case FEEDER_SILENT -> "馈线" + name + "上";
            case DISTRICT_SILENT, AREA_EVENT -> "区域" + name + "内";
        };
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(kind.code());
        out.writeUTF(name);
    }

    static Group read(DataInput in) throws IOException {
        return new Group(IncidentKind.ofCode(in.readUTF()), in.readUTF());
    }
}
