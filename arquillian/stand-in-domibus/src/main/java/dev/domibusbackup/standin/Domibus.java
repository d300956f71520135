package dev.domibusbackup.standin;

import dev.domibusbackup.standin.fs.FileSystemPlugin;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The running application: its listeners and workers, from the start of the context until its end. */
public final class Domibus {

    private static final System.Logger LOG = System.getLogger(Domibus.class.getName());

    /** Core queues whose messages only become rows; each is read once per domain, by a selector. */
    private static final List<String> RECEIVING_QUEUES = List.of(
            "domibus.notification.jms",
            "domibus.internal.largeMessage.queue",
            "domibus.internal.splitAndJoin.queue",
            "domibus.internal.pull.queue",
            "domibus.internal.pull.receipt.queue",
            "domibus.internal.alert.queue",
            "domibus.internal.earchive.queue",
            "domibus.wsplugin.send.queue");
    private static final String DISPATCH_QUEUE = "domibus.internal.dispatch.queue";

    private static volatile Domibus current;

    private final Configuration configuration;
    private final DataSource database;
    private final Faults faults;
    private final List<QueueListener> listeners = new ArrayList<>();
    private FileSystemPlugin fileSystemPlugin;

    private Domibus(Configuration configuration) {
        this.configuration = configuration;
        this.faults = new Faults(configuration);
        this.database = OwnDataSource.isNeeded() ? new OwnDataSource(configuration)
                : JndiNames.lookup(configuration.get("domibus.jdbc.datasource.jndi.name"), DataSource.class);
    }

    /** @throws IllegalStateException when something it needs is missing, or a test wants the start to fail */
    static Domibus start() {
        Configuration configuration = Configuration.read();
        Domibus domibus = new Domibus(configuration);
        domibus.faults.takeSeconds("standin.start.seconds");
        domibus.faults.refuseStart();
        if (!OwnDataSource.isNeeded()) {
            domibus.startListeners();
        }
        current = domibus;
        LOG.log(System.Logger.Level.INFO, "{0} started, domains {1}", configuration.displayVersion(),
                configuration.domains());
        return domibus;
    }

    /** @throws IllegalStateException when it is not running */
    public static Domibus current() {
        Domibus running = current;
        if (running == null) {
            throw new IllegalStateException("Domibus is not running");
        }
        return running;
    }

    public Configuration configuration() {
        return configuration;
    }

    DataSource database() {
        return database;
    }

    /** How the application's own listeners do; the message-driven beans are the container's. */
    public List<ListenerStatus> listeners() {
        return listeners.stream().map(QueueListener::status).toList();
    }

    private void startListeners() {
        MessageStore store = new MessageStore(configuration);
        Processors processors = new Processors(configuration, store, faults);
        ConnectionFactory connections = JndiNames.lookup(
                configuration.get("domibus.jms.connectionFactory.jndi.name"), ConnectionFactory.class);
        Map<String, Queue> replyQueues = new HashMap<>();
        for (String domain : configuration.domains()) {
            replyQueues.put(domain, JndiNames.lookup(replyQueue(domain), Queue.class));
        }
        QueueListener.Resources resources = new QueueListener.Resources(connections, database, replyQueues::get);

        String in = configuration.get("jmsplugin.queue.in");
        add(in, null, resources, processors.submitting(in));
        fileSystemPlugin = new FileSystemPlugin(configuration, store, connections,
                JndiNames.lookup(configuration.get("fsplugin.send.queue"), Queue.class));
        for (String domain : configuration.domains()) {
            add("jms/" + DISPATCH_QUEUE, domain, resources, processors.dispatching(DISPATCH_QUEUE));
            for (String queue : RECEIVING_QUEUES) {
                add("jms/" + queue, domain, resources, processors.receiving(queue));
            }
            add(configuration.get("fsplugin.send.queue"), domain, resources, (message, connection, work, replies) -> {
                StandInAction.perform(message, faults);
                fileSystemPlugin.submit(message, connection, work);
            });
        }
        listeners.forEach(QueueListener::start);
        fileSystemPlugin.start();
    }

    private String replyQueue(String domain) {
        return configuration.ofDomain(domain, "jmsplugin.queue.reply")
                .orElseGet(() -> configuration.get("jmsplugin.queue.reply"));
    }

    private void add(String jndiName, String domain, QueueListener.Resources resources, MessageProcessor processor) {
        String name = jndiName.substring(jndiName.lastIndexOf('/') + 1);
        listeners.add(new QueueListener(name, JndiNames.lookup(jndiName, Queue.class), domain, resources, processor));
    }

    /** Stops taking new work, waits for the work begun, and then takes as long as it was told to. */
    void stop() {
        try {
            if (fileSystemPlugin != null) {
                fileSystemPlugin.stop();
            }
            listeners.forEach(QueueListener::stop);
            for (QueueListener listener : listeners) {
                listener.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the messages in work were awaited", e);
        }
        faults.takeSeconds("standin.stop.seconds");
        faults.blockStop();
        current = null;
        LOG.log(System.Logger.Level.INFO, "Domibus stopped");
    }
}
