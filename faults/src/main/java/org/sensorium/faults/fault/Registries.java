package org.sensorium.faults.fault;

import java.io.IOException;
import java.util.List;

/** The registry and the schema change while readings flow. */
final class Registries {
    private Registries() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofPart(
                        "F32",
                        "sensors change owner, metrics and rules change, during the flow",
                        Registries::change),
                Fault.ofPart(
                        "F33",
                        "columns and indexes come and go during the flow",
                        Registries::schema));
    }

    /** What stays of each sensor's readings is compared as ever: nobody may lose any. */
    private static void change(Round round) throws IOException, InterruptedException {
        List<String> ids = round.fleet().ids();
        String id = ids.get(round.dice().nextInt(ids.size()));
        String department = "faults" + (round.number() % 2 == 0 ? "-other" : "");
        var rest = round.bench().rest();
        rest.call("PUT", "/departments/" + department, "{\"name\":\"Fault injection\"}");
        rest.call("PATCH", "/sensors/" + id, "{\"department\":\"" + department + "\"}");
        round.hold(round.between(0.5, 1.5));
        rest.call(
                "PATCH",
                "/sensors/" + id,
                "{\"department\":\"faults\",\"labels\":{\"round\":\"" + round.number() + "\"}}");
        rest.call(
                "PUT",
                "/rules/unrelated",
                "{\"sensorType\":\"unrelated\",\"metric\":\"level\",\"detector\":\"threshold\",\"severity\":\"minor\","
                        + "\"parameters\":{\"above\":\""
                        + (100 + round.number())
                        + "\",\"clear\":\"90\",\"for\":\"PT0S\"}}");
        round.hold(round.between(0.5, 1.5));
        String extra = "fx-" + Long.toHexString(round.dice().nextLong() & 0xFFFFFFFFFFL);
        rest.call(
                "POST",
                "/sensors",
                "{\"id\":\""
                        + extra
                        + "\",\"type\":\"probe\",\"department\":\"faults\",\"district\":\"bench\","
                        + "\"location\":{\"lat\":31.2,\"lon\":121.4},\"metrics\":[{\"name\":\"level\",\"unit\":\"1\"}]}");
        rest.call("DELETE", "/sensors/" + extra, null);
    }

    private static void schema(Round round) throws Exception {
        var database = round.bench().database();
        database.run("alter table store.readings add column if not exists quality smallint");
        round.hold(round.between(0.5, 2));
        database.run(
                "create index if not exists readings_by_receipt on store.readings (received_at)");
        round.hold(round.between(0.5, 2));
        database.run("drop index store.readings_by_receipt");
        database.run("alter table store.readings drop column quality");
    }
}
