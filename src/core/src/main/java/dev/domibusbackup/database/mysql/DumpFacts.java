package dev.domibusbackup.database.mysql;

import dev.domibusbackup.database.DumpContents;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a dump asks of the server that is to take it, found by reading it once.
 *
 * @param contents         what it creates
 * @param definers         accounts ({@code user@host}) and roles that own its views, routines, triggers and events
 * @param longestStatement bytes of the longest statement: one packet for the server
 * @param referred         which of the watched schemas are mentioned
 */
public record DumpFacts(DumpContents contents, SortedSet<String> definers, long longestStatement,
                        Set<String> referred) {

    private static final int BUFFER = 1 << 16;

    public DumpFacts {
        Objects.requireNonNull(contents, "contents");
        definers = Collections.unmodifiableSortedSet(new TreeSet<>(definers));
        referred = Set.copyOf(referred);
    }

    /**
     * Reads a dump to its end.
     *
     * @param dump    uncompressed
     * @param watched schemas that will keep their name although this one gets another
     */
    public static DumpFacts read(InputStream dump, Set<String> watched) throws IOException {
        DumpRewriter rewriter = new DumpRewriter(Map.of(), watched, false);
        DumpScanner scanner = new DumpScanner(watched.isEmpty() ? DumpListener.NOBODY : rewriter);
        byte[] buffer = new byte[BUFFER];
        for (int n = dump.read(buffer); n >= 0; n = dump.read(buffer)) {
            scanner.accept(buffer, 0, n);
            rewriter.take();
        }
        return new DumpFacts(scanner.contents(), scanner.definers(), scanner.longestStatement(), rewriter.referred());
    }
}
