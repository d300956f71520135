package dev.domibusbackup.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * Of the entries of now, those that the warm copy does not hold as they are now. Each comes after the folders above
 * it, because unpacking it changes their times, and they must be set again.
 */
final class DeltaEntries implements Iterator<FileEntry> {

    private final ListingReader warm;
    private final Iterator<FileEntry> now;
    private final Deque<FileEntry> foldersAbove = new ArrayDeque<>();
    private final Deque<FileEntry> foldersGiven = new ArrayDeque<>();
    private final Queue<FileEntry> ready = new ArrayDeque<>();

    DeltaEntries(ListingReader warm, Iterator<FileEntry> now) {
        this.warm = warm;
        this.now = now;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && now.hasNext()) {
            consider(now.next());
        }
        return !ready.isEmpty();
    }

    @Override
    public FileEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void consider(FileEntry entry) {
        while (!foldersAbove.isEmpty() && !foldersAbove.getLast().isAncestorOf(entry)) {
            foldersAbove.removeLast();
        }
        while (!foldersGiven.isEmpty() && !foldersGiven.getLast().isAncestorOf(entry)) {
            foldersGiven.removeLast();
        }
        boolean taken = isTaken(entry);
        if (!taken) {
            giveFoldersAbove();
            ready.add(entry);
        }
        if (entry.type() == FileEntry.Type.FOLDER) {
            foldersAbove.addLast(entry);
            if (!taken) {
                foldersGiven.addLast(entry);
            }
        }
    }

    /** Whenever a folder is given, all above it are: those given are always the first of those above. */
    private void giveFoldersAbove() {
        foldersAbove.stream().skip(foldersGiven.size()).forEach(folder -> {
            ready.add(folder);
            foldersGiven.addLast(folder);
        });
    }

    private boolean isTaken(FileEntry entry) {
        while (warm.hasNext() && FileEntry.TREE_ORDER.compare(warm.peek(), entry) < 0) {
            warm.next();
        }
        return entry.equals(warm.peek());
    }
}
