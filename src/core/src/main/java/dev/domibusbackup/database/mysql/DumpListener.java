package dev.domibusbackup.database.mysql;

/** Gets every byte of a dump from the {@link DumpScanner}, in order, once it is known what it is. */
interface DumpListener {

    /** What a byte outside of rows belongs to. */
    enum Zone {
        /** Words and signs of a statement, also of one that only some servers run. */
        CODE,
        /** A string or a name with its quotes. */
        QUOTED,
        /** What opens a comment that servers of some version run. */
        OPENER,
        /** What no server runs, and the client's own DELIMITER. */
        COMMENT
    }

    /** For a dump that is only counted. */
    DumpListener NOBODY = new DumpListener() {

        @Override
        public void sql(byte b, Zone zone) {
            // counted elsewhere
        }

        @Override
        public void rows(byte[] buffer, int from, int to) {
            // likewise
        }

        @Override
        public void endOfStatement() {
            // likewise
        }
    };

    /** One byte outside of rows. */
    void sql(byte b, Zone zone);

    /** Bytes of rows. */
    void rows(byte[] buffer, int from, int to);

    /** The statement whose delimiter came last is over, or a line that only the client understands. */
    void endOfStatement();
}
