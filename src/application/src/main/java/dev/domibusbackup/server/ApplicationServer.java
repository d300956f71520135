package dev.domibusbackup.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;

/**
 * What the product asks of the application server that it shares with Domibus. Every call is safe to make from any
 * thread of the server, without a caller's identity, and under the server's own access control (WildFly's RBAC).
 *
 * <p>Errors are {@link dev.domibusbackup.problem.ProblemException}s with codes of the area SRV.
 */
public interface ApplicationServer {

    /** What server this is. */
    ServerDescription describe();

    /** Where the server keeps its files. */
    ServerPaths paths();

    /** Whether the server has ended its start; before that its management model must not be asked to change. */
    boolean isUp();

    /**
     * Who the server says is acting in this thread by its management interfaces, remote JMX among them; empty when
     * nobody is, or when the server does not tell.
     */
    default Optional<String> managementUser() {
        return Optional.empty();
    }

    /** Where this server's own web applications answer on this host, without a slash at the end. */
    URI webAddress();

    /** The data sources of the server, with credentials where its management model gives them. */
    List<DataSourceDescription> dataSources();

    /**
     * Closes the connections of a data source that nobody uses at the moment: a pool keeps them although the
     * application is stopped, and they would keep a schema in use.
     *
     * @param jndiName name of the data source in JNDI
     */
    void releaseConnections(String jndiName);

    /**
     * Notes in the batch runtime's own repository that an execution has failed, which a process left as running when it
     * died. Where the runtime finds that out by itself nothing is done; nor if the execution is not noted as running.
     *
     * @param execution  of the batch runtime, of a process that is no more
     * @param exitStatus what to note as its exit status
     */
    void endLeftExecution(long execution, String exitStatus);

    /** Why messages of this server can be neither taken nor brought back; empty where they can. */
    Optional<String> whyNoMessages();

    /**
     * Why a row in a data source and messages of the broker cannot be written by one transaction that survives a
     * crash; empty when they can.
     *
     * @param jndiName name of the data source in JNDI
     */
    Optional<String> whyNotExactlyOnce(String jndiName);

    /**
     * Finds the deployed Domibus, enabled or not.
     *
     * @param configuredName the deployment's name from our settings; without it Domibus is found by its context root
     *                       {@code /domibus}, and when it is disabled by its name {@code domibus*.war}
     */
    DomibusDeployment findDomibus(Optional<String> configuredName);

    /** The deployment's state as the server reports it now. */
    DeploymentState state(String deploymentName);

    /**
     * Begins to stop Domibus gracefully and returns at once. The stage ends when nothing of Domibus runs any more; it
     * has no bound of its own, because a server cannot take a begun stop back. The deployment stays known to the
     * server.
     */
    CompletionStage<Void> stop(DomibusDeployment domibus);

    /**
     * Begins to start Domibus and returns at once; waits by itself for a stop that is still going on. Knows how the
     * deployment got there: after a crash of the server a deployment of the scanner's folder may be known to the
     * scanner alone. The stage fails with the server's own reason.
     */
    CompletionStage<Void> start(DomibusDeployment domibus);

    /**
     * Makes sure that no start of the server starts a stopped Domibus, however it came to be down: a deployment that
     * failed is tried again at a boot by WildFly's scanner, and one that was just stopped may not be noted yet. Doing
     * it again changes nothing; {@link #start} ends it.
     */
    void keepDown(DomibusDeployment domibus);

    /**
     * Gives a stopped Domibus another content. Name, runtime name and way of deployment stay, and it stays stopped,
     * also over a restart of the server, until {@link #start}. Doing it again after a crash ends what was begun.
     *
     * @param content a WAR, or a folder if the deployment is an exploded one: the same form as it has now
     * @return the deployment as it is now; where its content lies may have changed
     * @throws dev.domibusbackup.problem.ProblemException DB-RST-101 when the forms differ, DB-RST-102 when it runs,
     *                                                    DB-RST-104 when the server refuses
     */
    DomibusDeployment replaceContent(DomibusDeployment domibus, Path content);

    /** All queues of the server, temporary ones and topics left out, with their counts. */
    List<QueueState> queues();

    /** One queue by its broker name. */
    QueueState queue(String name);

    /** Pauses delivery to consumers, in a way that outlives a restart of the server. Pausing twice does no harm. */
    void pause(String queue);

    /** Ends {@link #pause}. Resuming twice does no harm. */
    void resume(String queue);

    /**
     * Who consumes from and sends to a queue now.
     *
     * @param domibus tells Domibus's own beans from those of other deployments
     */
    List<QueueClient> clients(String queue, DomibusDeployment domibus);

    /** Closes the connections of all consumers of a queue, so that what they had prefetched comes back to it. */
    void disconnectConsumers(String queue);

    /**
     * Fixes the cut for one queue: counts and counters of one instant. The queue is paused.
     *
     * @return what {@link #messages} needs to tell messages of the cut from later ones
     */
    QueueCut cut(String queue);

    /**
     * Reads the messages of a queue as they were at the cut, ready and scheduled ones, each once, without changing
     * the queue. The caller closes it.
     */
    MessageSource messages(QueueCut cut);

    /**
     * Names the present run of the broker, from its start to its end: what it holds in memory alone, non-persistent
     * messages, ends with it.
     */
    String brokerRun();

    /**
     * Opens a queue for sending. Each {@link MessageSink#send} enlists itself in the JTA transaction of its thread.
     *
     * @throws dev.domibusbackup.problem.ProblemException when there is no such queue
     */
    MessageSink sink(String queue);

    /**
     * Transactions prepared on the broker that a process left open when it died, and that the server's transaction
     * manager has neither committed nor rolled back yet: whether their messages are in the queues is open. Those of
     * another application count too, and such as an administrator has to end; those that are just being committed by
     * this process do not.
     */
    int transactionsInDoubt();

    /**
     * Lets the server's transaction recovery ask us which transactions of our sinks are over, so that it clears those
     * from its log that a process ended and did not clear before it died. Recovery of transactions in doubt does not
     * need it. Doing it again changes nothing.
     */
    void joinRecovery();

    /** The end of {@link #joinRecovery}, without which the server would keep our classes. */
    void leaveRecovery();

    /**
     * Removes from a paused queue those messages of a cut, ready and scheduled ones, that were exported; everything
     * else stays. The cut alone does not say which: a message gets its number when it is sent, and may come to the
     * queue long after that, with the commit of its transaction. Doing it again removes what an interrupted removal
     * left.
     *
     * @param exported whether the message of a number, its broker id, was exported
     * @return how many were removed by this call
     */
    long remove(QueueCut cut, LongPredicate exported);

    /** The settings, deployments and logs that belong to the component {@code server}. */
    ServerFiles serverFiles();
}
