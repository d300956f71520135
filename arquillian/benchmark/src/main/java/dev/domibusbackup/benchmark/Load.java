package dev.domibusbackup.benchmark;

import java.util.List;
import java.util.stream.Stream;

import dev.domibusbackup.harness.site.OtherApplication;
import dev.domibusbackup.harness.site.Site;

/** What lies in the queues of Domibus that nobody reads here. */
enum Load {

    /** Large ones, each a file of the broker's. */
    LARGE("1,000 x 1 MB", 256, List.of(new Part(Place.OUT, "bytes", 1_000, 1_000_000, 1_000_000, 0))),
    /** Pointers to rows, notifications, plugins' messages with payloads, and some that are not due yet. */
    MIXED("as Domibus has them", 256, List.of(
            new Part(Place.REPLY, "pointer", 20_000, 0, 0, 0),
            new Part(Place.ERROR, "notification", 20_000, 0, 0, 0),
            new Part(Place.OUT, "plugin", 400, 10_000, 2_000_000, 0),
            new Part(Place.REPLY, "pointer", 2_000, 0, 0, 3_600_000))),
    /** Text of 1 KB that hardly compresses. */
    SMALL("100,000 x 1 KB", 64, List.of(new Part(Place.OUT, "random", 100_000, 1024, 1024, 0)));

    private enum Place {
        OUT("DomibusBusinessMessageOutQueue", "java:/jms/domibus.backend.jms.outQueue"),
        REPLY("DomibusPluginToBackendQueue", "java:/jms/domibus.backend.jms.replyQueue"),
        ERROR("DomibusErrorNotifyConsumerQueue", "java:/jms/domibus.backend.jms.errorNotifyConsumer");

        private final String resource;
        private final String jndi;

        Place(String resource, String jndi) {
            this.resource = resource;
            this.jndi = jndi;
        }
    }

    private record Part(Place place, String kind, int count, int from, int to, int delayMillis) {
    }

    private final String title;
    private final int room;
    private final List<Part> parts;

    Load(String title, int room, List<Part> parts) {
        this.title = title;
        this.room = room;
        this.parts = parts;
    }

    /** All, or the one that the system property {@code benchmark.load} names. */
    static List<Load> chosen() {
        String only = System.getProperty("benchmark.load");
        return only == null ? List.of(values()) : List.of(valueOf(only));
    }

    String title() {
        return title;
    }

    /** MiB of heap above what the idle server holds, with which the export must pass. */
    int room() {
        return room;
    }

    int messages(Plan plan) {
        return parts.stream().mapToInt(part -> part.count() / plan.divisor()).sum();
    }

    void send(Site site, Plan plan) {
        OtherApplication other = site.otherApplication();
        for (Part part : parts) {
            int count = part.count() / plan.divisor();
            if (part.kind().equals("random")) {
                other.send(part.place().jndi, count, "kind=random", "size=" + part.from());
            } else {
                other.load(part.place().jndi, part.kind(), count, "from=" + part.from(), "to=" + part.to(),
                        "delayMillis=" + part.delayMillis());
            }
        }
    }

    /** How many are in the queues, by the broker's count. */
    static long count(Site site) {
        return resources().mapToLong(site.server().queues()::count).sum();
    }

    static void clear(Site site) {
        resources().forEach(site.server().queues()::clear);
    }

    private static Stream<String> resources() {
        return Stream.of(Place.values()).map(place -> place.resource);
    }
}
