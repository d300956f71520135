package dev.domibusbackup.wildfly.restore;

import java.util.List;

/**
 * A body that no operator can mean, and what is to be answered to it.
 *
 * @param body   as it is sent
 * @param answer status and code
 */
record OddRequest(String body, String answer) {

    static final List<OddRequest> ALL = List.of(
            new OddRequest("{\"confrim\":{}}", "400 DB-API-002"),
            new OddRequest("{\"server\":\"other\"}", "400 DB-API-003"),
            new OddRequest("{\"components\":\"payloads\"}", "400 DB-API-003"),
            new OddRequest("{\"components\":[]}", "400 DB-API-003"),
            new OddRequest("{\"components\":[null]}", "400 DB-API-003"),
            new OddRequest("{\"components\":[\"payload\"]}", "400 DB-API-003"),
            new OddRequest("{\"queues\":[]}", "400 DB-API-003"),
            new OddRequest("{\"schemas\":[null]}", "400 DB-API-003"),
            new OddRequest("{\"tenants\":{}}", "400 DB-API-003"),
            new OddRequest("{\"rehearsal\":\"often\"}", "400 DB-API-003"),
            new OddRequest("{\"rehearsal\":\"\"}", "400 DB-API-003"),
            new OddRequest("{\"confirm\":{\"receivedSince\":3.9}}", "400 DB-API-003"),
            new OddRequest("{\"deep\":true}", "400 DB-API-003"),
            new OddRequest("{\"safetyBackup\":\"no\"}", "400 DB-API-003"),
            new OddRequest("{\"targetSchemas\":{\"domibus\":\"copy\"}}", "400 DB-API-003"),
            new OddRequest("{\"database\":\"new\",\"targetSchemas\":{\"domibus\":null}}", "400 DB-API-003"),
            new OddRequest("{\"database\":\"new\",\"targetSchemas\":{\"domibus\":\"mysql\"}}", "400 DB-API-003"),
            new OddRequest("{\"database\":\"new\",\"targetSchemas\":{\"domibus\":\"a`; DROP DATABASE domibus\"}}",
                    "400 DB-API-003"),
            new OddRequest("{\"confirm\":{\"set\":\"../../etc\"}}", "400 DB-SET-001"),
            new OddRequest("{\"confirm\":{\"set\":{}}}", "400 DB-API-003"),
            new OddRequest("{\"label\":\"a/b\"}", "400 DB-SET-002"),
            new OddRequest("[]", "400 DB-API-001"),
            new OddRequest("\"\"", "400 DB-API-001"),
            new OddRequest("7", "400 DB-API-001"),
            new OddRequest("{\"rehearsal\":true} more", "400 DB-API-001"),
            new OddRequest("{", "400 DB-API-001"),
            new OddRequest("{\"label\":\"" + "a".repeat(70_000) + "\"}", "413 DB-API-010"),
            new OddRequest("{}", "422 DB-RST-060"),
            new OddRequest("{\"confirm\":{\"receivedSince\":0}}", "422 DB-RST-060"));

    private static final int SHOWN = 99;

    /** As much of it as fits a line. */
    String shown() {
        return body.substring(0, Math.min(SHOWN, body.length()));
    }
}
