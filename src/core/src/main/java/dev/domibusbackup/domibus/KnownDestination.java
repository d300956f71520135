package dev.domibusbackup.domibus;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The destinations that Domibus 4 and 5 create for themselves. */
public enum KnownDestination {

    IN("domibus.backend.jms.inQueue", "DomibusBusinessMessageInQueue", "jmsplugin.queue.in"),
    OUT("domibus.backend.jms.outQueue", "DomibusBusinessMessageOutQueue", "jmsplugin.queue.out"),
    REPLY("domibus.backend.jms.replyQueue", "DomibusPluginToBackendQueue", "jmsplugin.queue.reply"),
    ERROR_CONSUMER("domibus.backend.jms.errorNotifyConsumer", "DomibusErrorNotifyConsumerQueue",
            "jmsplugin.queue.consumer.notification.error"),
    ERROR_PRODUCER("domibus.backend.jms.errorNotifyProducer", "DomibusErrorNotifyProducerQueue",
            "jmsplugin.queue.producer.notification.error"),
    NOTIFY_JMS("domibus.notification.jms", "DomibusNotifyBackendJmsQueue", "jmsplugin.queue.notification"),
    NOTIFY_WEB_SERVICE("domibus.notification.webservice", "DomibusNotifyBackendWebServiceQueue", null),
    NOTIFY_FILE_SYSTEM("domibus.notification.filesystem", "DomibusNotifyBackendFileSystemQueue", null),
    NOTIFY_UNKNOWN("domibus.internal.notification.unknown", "DomibusUnknownReceiverQueue", null),
    NOTIFY("domibus.internal.notification.queue", "DomibusNotifyBackendQueue", null),
    FS_SEND("domibus.fsplugin.send.queue", "DomibusFSPluginSendQueue", "fsplugin.send.queue"),
    WS_SEND("domibus.wsplugin.send.queue", "DomibusWSPluginSendQueue", "wsplugin.send.queue"),
    DISPATCH("domibus.internal.dispatch.queue", "DomibusSendMessageQueue", null),
    LARGE_MESSAGE("domibus.internal.largeMessage.queue", "DomibusSendLargeMessageQueue", null),
    SPLIT_AND_JOIN("domibus.internal.splitAndJoin.queue", "DomibusSplitAndJoinQueue", null,
            "DomibusSplitAndJoinQueueQueue"),
    PULL("domibus.internal.pull.queue", "DomibusPullMessageQueue", "domibus.jms.queue.pull"),
    PULL_RECEIPT("domibus.internal.pull.receipt.queue", "DomibusPullReceiptQueue", null),
    RETENTION("domibus.internal.retentionMessage.queue", "DomibusRetentionMessageQueue", null),
    ALERT("domibus.internal.alert.queue", "DomibusAlertMessageQueue", "domibus.jms.queue.alert"),
    EARCHIVE("domibus.internal.earchive.queue", "DomibusEArchiveQueue", null),
    EARCHIVE_NOTIFICATION("domibus.internal.earchive.notification.queue", "DomibusEArchiveNotificationQueue", null),
    EARCHIVE_NOTIFICATION_DLQ("domibus.internal.earchive.notification.dlq", "DomibusEArchiveNotificationDLQ", null,
            "DomibusEArchiveDLQ"),
    DLQ("domibus.DLQ", "DomibusDLQ", null),
    COMMAND("domibus.internal.command", "DomibusClusterCommandTopic", null, "commandClusterTopic"),
    KERKOVI("domibus.notification.kerkovi", "domibus.notification.kerkovi", null),
    UI_REPLICATION("domibus.internal.ui.replication.queue", "DomibusUIReplicationQueue",
            "domibus.jms.queue.ui.replication");

    private final String logicalName;
    private final String resource;
    private final String property;
    private final List<String> otherResources;

    KnownDestination(String logicalName, String resource, String property, String... otherResources) {
        this.logicalName = logicalName;
        this.resource = resource;
        this.property = property;
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

    /** The one that servers know by this name; not by a JNDI name. */
    public static Optional<KnownDestination> ofServerName(String name) {
        return Arrays.stream(values()).filter(known -> known.serverNames().contains(name)).findFirst();
    }

    /** The one that a property names; the property without a domain's code. */
    public static Optional<KnownDestination> ofProperty(String property) {
        return Arrays.stream(values()).filter(known -> property.equals(known.property)).findFirst();
    }
}
