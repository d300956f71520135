package dev.domibusbackup.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.domibusbackup.domibus.DomibusQueue;
import dev.domibusbackup.domibus.Installation;
import dev.domibusbackup.domibus.InstallationView;
import dev.domibusbackup.files.FolderSize;
import dev.domibusbackup.files.TreeCounts;
import dev.domibusbackup.job.Environment;
import dev.domibusbackup.quiet.Phase;
import dev.domibusbackup.server.ApplicationServer;
import dev.domibusbackup.server.Discovery;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.QueueClient;
import dev.domibusbackup.server.QueueState;
import dev.domibusbackup.server.ServerDescription;

/**
 * The answer of {@code GET /installation}; no secret is in it.
 *
 * @param lookedAt     when this was seen
 * @param phase        why nothing newer can be seen; absent if this was seen for this answer
 * @param server       the application server
 * @param deployment   how Domibus is deployed
 * @param state        whether it runs
 * @param repository   where backup sets go
 * @param domibus      what Domibus's own files tell, with problems
 * @param queues       Domibus's queues and every other one that is not empty, with counts
 * @param otherClients who else consumes from or sends to Domibus's queues, as far as can be told from outside
 * @param sizes        files and bytes of the folders of messages' files
 */
public record InstallationAnswer(Instant lookedAt, PhaseAnswer phase, ServerDescription server,
                                 DomibusDeployment deployment, String state, Path repository, InstallationView domibus,
                                 List<Queue> queues, List<Client> otherClients, List<Size> sizes) {

    /** A queue and its counts. */
    public record Queue(String name, String resource, boolean owned, boolean paused, long ready, long delivering,
                        long scheduled, int consumers) {
    }

    /** A client that is certainly not Domibus's own. */
    public record Client(String queue, String role, String name, String where) {
    }

    /** A folder. */
    public record Size(Path folder, long files, long bytes) {
    }

    static InstallationAnswer of(Environment environment) {
        ApplicationServer server = environment.server();
        Discovery.Found found = new Discovery(server, environment.settings()).find();
        Installation installation = found.installation();
        List<String> owned = installation.queues().stream().map(DomibusQueue::address).toList();
        List<Queue> queues = server.queues().stream()
                .filter(queue -> owned.contains(queue.name()) || queue.total() > 0)
                .map(queue -> queue(queue, owned)).toList();
        return new InstallationAnswer(Instant.now(), null, server.describe(), found.domibus(),
                server.state(found.domibus().name()).name().toLowerCase(Locale.ROOT),
                environment.repositoryPath(), installation.view(), queues, clients(server, owned, found.domibus()),
                installation.stores().stream().map(store -> size(store.folder())).distinct().toList());
    }

    /** The same, shown while nobody can look. */
    InstallationAnswer during(Phase now) {
        return new InstallationAnswer(lookedAt, PhaseAnswer.of(now), server, deployment, state, repository, domibus,
                queues, otherClients, sizes);
    }

    private static Queue queue(QueueState queue, List<String> owned) {
        return new Queue(queue.name(), queue.resource(), owned.contains(queue.name()), queue.paused(), queue.ready(),
                queue.delivering(), queue.scheduled(), queue.consumers());
    }

    private static List<Client> clients(ApplicationServer server, List<String> queues,
                                        DomibusDeployment domibus) {
        List<Client> clients = new ArrayList<>();
        for (String queue : queues) {
            for (QueueClient client : server.clients(queue, domibus)) {
                if (client.foreign()) {
                    clients.add(new Client(queue, client.role().name().toLowerCase(Locale.ROOT),
                            client.name(), client.where()));
                }
            }
        }
        return clients;
    }

    private static Size size(Path folder) {
        TreeCounts counts = FolderSize.of(folder, entry -> false);
        return new Size(folder, counts.files(), counts.bytes());
    }
}
