package dev.domibusbackup.domibus;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The destinations that Domibus 4 and 5 create for themselves. */
public enum KnownDestination {

    IN("domibus.backend.jms.inQueue", "DomibusBusinessMessageInQueue", "jmsplugin.queue.in", Porting.YES),
    OUT("domibus.backend.jms.outQueue", "DomibusBusinessMessageOutQueue", "jmsplugin.queue.out", Porting.YES),
    REPLY("domibus.backend.jms.replyQueue", "DomibusPluginToBackendQueue", "jmsplugin.queue.reply", Porting.YES),
    ERROR_CONSUMER("domibus.backend.jms.errorNotifyConsumer", "DomibusErrorNotifyConsumerQueue",
            "jmsplugin.queue.consumer.notification.error", Porting.YES),
    ERROR_PRODUCER("domibus.backend.jms.errorNotifyProducer", "DomibusErrorNotifyProducerQueue",
            "jmsplugin.queue.producer.notification.error", Porting.YES),
    NOTIFY_JMS("domibus.notification.jms", "DomibusNotifyBackendJmsQueue", "jmsplugin.queue.notification",
            Porting.SAME_VERSION),
    NOTIFY_WEB_SERVICE("domibus.notification.webservice", "DomibusNotifyBackendWebServiceQueue", null,
            Porting.SAME_VERSION),
    NOTIFY_FILE_SYSTEM("domibus.notification.filesystem", "DomibusNotifyBackendFileSystemQueue", null,
            Porting.SAME_VERSION),
    NOTIFY_UNKNOWN("domibus.internal.notification.unknown", "DomibusUnknownReceiverQueue", null,
            Porting.SAME_VERSION),
    NOTIFY("domibus.internal.notification.queue", "DomibusNotifyBackendQueue", null, Porting.NO),
    FS_SEND("domibus.fsplugin.send.queue", "DomibusFSPluginSendQueue", "fsplugin.send.queue", Porting.YES),
    WS_SEND("domibus.wsplugin.send.queue", "DomibusWSPluginSendQueue", "wsplugin.send.queue", Porting.SAME_VERSION),
    DISPATCH("domibus.internal.dispatch.queue", "DomibusSendMessageQueue", null, Porting.SAME_VERSION),
    LARGE_MESSAGE("domibus.internal.largeMessage.queue", "DomibusSendLargeMessageQueue", null, Porting.SAME_VERSION),
    SPLIT_AND_JOIN("domibus.internal.splitAndJoin.queue", "DomibusSplitAndJoinQueue", null, Porting.SAME_VERSION,
            "DomibusSplitAndJoinQueueQueue"),
    PULL("domibus.internal.pull.queue", "DomibusPullMessageQueue", "domibus.jms.queue.pull", Porting.NO),
    PULL_RECEIPT("domibus.internal.pull.receipt.queue", "DomibusPullReceiptQueue", null, Porting.SAME_VERSION),
    RETENTION("domibus.internal.retentionMessage.queue", "DomibusRetentionMessageQueue", null, Porting.NO),
    ALERT("domibus.internal.alert.queue", "DomibusAlertMessageQueue", "domibus.jms.queue.alert", Porting.OPTIONAL),
    EARCHIVE("domibus.internal.earchive.queue", "DomibusEArchiveQueue", null, Porting.SAME_VERSION),
    EARCHIVE_NOTIFICATION("domibus.internal.earchive.notification.queue", "DomibusEArchiveNotificationQueue", null,
            Porting.SAME_VERSION),
    EARCHIVE_NOTIFICATION_DLQ("domibus.internal.earchive.notification.dlq", "DomibusEArchiveNotificationDLQ", null,
            Porting.OPTIONAL, "DomibusEArchiveDLQ"),
    DLQ("domibus.DLQ", "DomibusDLQ", null, Porting.YES),
    COMMAND("domibus.internal.command", "DomibusClusterCommandTopic", null, Porting.NO, "commandClusterTopic"),
    KERKOVI("domibus.notification.kerkovi", "domibus.notification.kerkovi", null, Porting.NO),
    UI_REPLICATION("domibus.internal.ui.replication.queue", "DomibusUIReplicationQueue",
            "domibus.jms.queue.ui.replication", Porting.NO);

    private final String logicalName;
    private final String resource;
    private final String property;
    private final Porting porting;
    private final List<String> otherResources;

    KnownDestination(String logicalName, String resource, String property, Porting porting, String... otherResources) {
        this.logicalName = logicalName;
        this.resource = resource;
        this.property = property;
        this.porting = porting;
        this.otherResources = List.of(otherResources);
    }

    /** Domibus's name for it, and its physical name on Tomcat. */
    public String logicalName() {
        return logicalName;
    }

    /** Its name on WildFly, and on WebLogic but for few. */
    public String resource() {
        return resource;
    }

    /** The property that names it; empty if its name is fixed. */
    public Optional<String> property() {
        return Optional.ofNullable(property);
    }

    public Porting porting() {
        return porting;
    }

    /** Topics carry commands to the other nodes of a cluster and are never backed up. */
    public boolean topic() {
        return this == COMMAND;
    }

    /** JNDI names without {@code java:} prefixes. */
    List<String> jndiNames() {
        return List.of("jms/" + logicalName, "jms/queue/" + resource);
    }

    /** All names that servers have for it besides JNDI names. */
    List<String> serverNames() {
        return Stream.concat(Stream.of(logicalName, resource),
                otherResources.stream()).toList();
    }

    /** The one that a property names; the property without a domain's code. */
    public static Optional<KnownDestination> ofProperty(String property) {
        return Arrays.stream(values()).filter(known -> property.equals(known.property)).findFirst();
    }
}
