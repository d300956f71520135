package dev.domibusbackup.domibus;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The ActiveMQ broker of a Domibus on Tomcat: inside its web application, or somewhere else. */
public sealed interface Broker {

    /**
     * Finds out which, and where it keeps its messages, from Domibus's properties and the broker's configuration
     * file. Nothing is taken from a default of ours.
     *
     * @throws dev.domibusbackup.problem.ProblemException with everything that could not be found out
     */
    static Broker of(Installation installation) {
        return BrokerFile.broker(installation.properties());
    }

    /**
     * Starts and stops with Domibus.
     *
     * @param file       its configuration file
     * @param name       the broker's name, as JMX has it
     * @param kahaDb     folder of the messages
     * @param scheduler  folder of the messages that wait for their time; empty when the broker has no scheduler
     * @param connectors URIs on which clients find it, as the file has them
     * @param jmxPort    port of its JMX connector; empty when it opens none
     * @param limits     what it may use
     */
    record Embedded(Path file, String name, Path kahaDb, Optional<Path> scheduler, List<String> connectors,
            OptionalInt jmxPort, Limits limits) implements Broker {

        public Embedded {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(kahaDb, "kahaDb");
            Objects.requireNonNull(scheduler, "scheduler");
            Objects.requireNonNull(jmxPort, "jmxPort");
            Objects.requireNonNull(limits, "limits");
            connectors = List.copyOf(connectors);
        }
    }

    /**
     * Not Domibus's own: it does not stop with Domibus, and its stores are not where Domibus is.
     *
     * @param transport URI by which Domibus finds it
     * @param names     names of the broker or brokers
     * @param jmxUrl    where its JMX connector is, when Domibus knows
     */
    record External(String transport, List<String> names, Optional<String> jmxUrl) implements Broker {

        public External {
            Objects.requireNonNull(transport, "transport");
            Objects.requireNonNull(jmxUrl, "jmxUrl");
            names = List.copyOf(names);
        }
    }

    /**
     * What a broker may use, in bytes; empty where the file gives no number of bytes. A full store blocks whoever
     * sends.
     *
     * @param memory    of messages in memory
     * @param store     of KahaDB on disk
     * @param temporary of non-persistent messages on disk
     * @param scheduler of the scheduler store on disk
     */
    record Limits(OptionalLong memory, OptionalLong store, OptionalLong temporary, OptionalLong scheduler) {
    }
}
