package dev.domibusbackup.files;

import dev.domibusbackup.problem.FileProblem;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads a listing entry by entry and proves on the way that it is whole and in order. */
public final class ListingReader implements Iterator<FileEntry>, AutoCloseable {

    private final Path listing;
    private final BufferedReader lines;
    private long line;
    private String previous;
    private FileEntry next;

    private ListingReader(Path listing, BufferedReader lines) {
        this.listing = listing;
        this.lines = lines;
        advance();
    }

    /** Opens a listing, with gzip when its name ends in {@code .gz}. */
    public static ListingReader open(Path listing) {
        return open(listing, Files::newInputStream);
    }

    /** As {@link #open(Path)}, opening the file in the given way. */
    public static ListingReader open(Path listing, ArchiveCheck.Opener opener) {
        try {
            InputStream in = opener.open(listing);
            try {
                if (listing.toString().endsWith(".gz")) {
                    in = new GzipCompressorInputStream(new BufferedInputStream(in), true);
                }
                return new ListingReader(listing,
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())));
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", PathText.of(listing), "reason", Reason.of(e));
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    /** The entry that {@link #next()} will return, or {@code null} at the end. */
    public FileEntry peek() {
        return next;
    }

    /**
     * The next entry.
     *
     * @throws dev.domibusbackup.problem.ProblemException when the listing is damaged or cannot be read
     */
    @Override
    public FileEntry next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        FileEntry entry = next;
        advance();
        return entry;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw FileProblem.NOT_READABLE.caused(e, "path", PathText.of(listing), "reason", Reason.of(e));
        }
    }

    private void advance() {
        line++;
        try {
            String text = lines.readLine();
            next = text == null ? null : EntryLine.parse(text);
        } catch (IOException e) {
            throw damaged(e, Reason.of(e));
        } catch (IllegalArgumentException e) {
            throw damaged(e, e.getMessage());
        }
        if (next != null && previous != null && FileEntry.comparePaths(previous, next.path()) >= 0) {
            throw damaged(null, "it is out of order");
        }
        previous = next == null ? null : next.path();
    }

    private RuntimeException damaged(Exception cause, String reason) {
        return FileProblem.LISTING_DAMAGED.caused(cause, "line", line, "listing", PathText.of(listing),
                "reason", reason);
    }
}
