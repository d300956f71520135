package dev.domibusbackup.standin;

import dev.domibusbackup.standin.fs.FileSystemPlugin;
import jakarta.jms.Queue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
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
    /** What message-driven beans take on a server that has them. */
    private static final List<String> QUEUES_OF_BEANS = List.of(
            "domibus.notification.webservice",
            "domibus.notification.filesystem");
    private static final String DISPATCH_QUEUE = "domibus.internal.dispatch.queue";

    private static volatile Domibus current;

    private final Configuration configuration;
    private final DataSource database;
    private final Faults faults;
    private final List<QueueListener> listeners = new ArrayList<>();
    private Messaging messaging;
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
        domibus.startMessaging();
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

    private void startMessaging() {
        messaging = ServiceLoader.load(MessagingProvider.class, Domibus.class.getClassLoader()).findFirst()
                .map(provider -> provider.start(configuration))
                .orElseGet(() -> new ServerMessaging(configuration));
        try {
            startListeners();
        } catch (RuntimeException e) {
            messaging.close();
            throw e;
        }
    }

    private void startListeners() {
        MessageStore store = new MessageStore(configuration);
        Processors processors = new Processors(configuration, store, faults);
        Map<String, Queue> replyQueues = new HashMap<>();
        for (String domain : configuration.domains()) {
            replyQueues.put(domain, messaging.queue(replyQueue(domain)));
        }
        QueueListener.Resources resources = new QueueListener.Resources(messaging.connections(), database,
                replyQueues::get);

        String in = configuration.get("jmsplugin.queue.in");
        add(in, null, resources, processors.submitting(in));
        fileSystemPlugin = new FileSystemPlugin(configuration, store, messaging.connections(),
                messaging.queue(configuration.get("fsplugin.send.queue")));
        for (String domain : configuration.domains()) {
            addCore(DISPATCH_QUEUE, domain, resources, processors.dispatching(DISPATCH_QUEUE));
            for (String queue : RECEIVING_QUEUES) {
                addCore(queue, domain, resources, processors.receiving(queue));
            }
            if (!messaging.hasMessageDrivenBeans()) {
                for (String queue : QUEUES_OF_BEANS) {
                    addCore(queue, domain, resources, processors.receiving(queue));
                }
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

    private void add(String configured, String domain, QueueListener.Resources resources, MessageProcessor processor) {
        String name = configured.substring(configured.lastIndexOf('/') + 1);
        listeners.add(new QueueListener(name, messaging.queue(configured), domain, resources, processor));
    }

    private void addCore(String name, String domain, QueueListener.Resources resources, MessageProcessor processor) {
        listeners.add(new QueueListener(name, messaging.coreQueue(name), domain, resources, processor));
    }

    /** Stops taking new work, waits for the work begun, and then takes as long as it was told to. */
    void stop() {
        try {
            fileSystemPlugin.stop();
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
        messaging.close();
        current = null;
        LOG.log(System.Logger.Level.INFO, "Domibus stopped");
    }
}
