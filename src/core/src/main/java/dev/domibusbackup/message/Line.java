package dev.domibusbackup.message;

/** One decoded line of a message file. */
sealed interface Line {

    record First(String version, String queue) implements Line {
    }

    record Message(PortableMessage message) implements Line {
    }

    record Last(long count) implements Line {
    }
}
