package dev.domibusbackup.job;

/** A record for {@link RecordMethodsTest} to use in a class loader of its own. */
public record UsedRecord(String name, Object value) {
}
