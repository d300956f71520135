package dev.domibusbackup.job.backup;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.Store;

/**
 * A folder of the component payloads and the names of its artifacts.
 *
 * @param store  the folder
 * @param name   {@code <domain>-<kind>}, with a number if it is not the first; unique in a set
 */
record StoreFolder(Store store, String name) {

    /** All store folders; several properties that name the same folder make one. */
    static List<StoreFolder> of(Installation installation) {
        Map<String, Integer> names = new HashMap<>();
        return installation.stores().stream()
                .filter(store -> installation.stores().stream()
                        .filter(other -> other.folder().equals(store.folder())).findFirst().orElseThrow() == store)
                .map(store -> {
                    String name = store.domain().orElse("all") + "-" + kind(store);
                    // a safety set may hold the old folder and the new one
                    int number = names.merge(name, 1, Integer::sum);
                    return new StoreFolder(store, number == 1 ? name : name + "-" + number);
                }).toList();
    }

    private static String kind(Store store) {
        return store.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String kind() {
        return kind(store);
    }

    Optional<String> domain() {
        return store.domain();
    }

    /** Copied while Domibus runs, because its files are written once. */
    boolean isWarm() {
        return store.kind().writtenOnce();
    }

    String archive() {
        return "payloads/" + name + ".tar.gz";
    }

    String delta() {
        return "payloads/" + name + ".delta.tar.gz";
    }

    String listing() {
        return "payloads/" + name + ".listing.gz";
    }

    String warmPiece() {
        return Pieces.WARM + name;
    }

    String piece() {
        return Pieces.FOLDER + name;
    }

    /** Listing of what the warm copy took; needed for the delta, not kept in the set. */
    String takenListing() {
        return name + ".taken.gz";
    }
}
