package dev.domibusbackup.standin;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import javax.sql.DataSource;

/**
 * What the message-driven beans share: row and payload in the container's transaction. The container may deliver
 * before the web context has started, so a bean reads the configuration by itself.
 */
abstract class NotificationBean implements MessageListener {

    private static final System.Logger LOG = System.getLogger(NotificationBean.class.getName());

    @Resource
    private MessageDrivenContext context;

    @Resource
    private TransactionSynchronizationRegistry transaction;

    private final String queue;

    NotificationBean(String queue) {
        this.queue = queue;
    }

    @Override
    public void onMessage(Message message) {
        Configuration configuration = Configuration.read();
        UnitOfWork work = new UnitOfWork();
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // everything is written by then
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    work.committed();
                } else {
                    work.rolledBack();
                }
            }
        });
        DataSource database = JndiNames.lookup(
                configuration.get("domibus.jdbc.datasource.jndi.name"), DataSource.class);
        MessageProcessor processor = new Processors(configuration, new MessageStore(configuration),
                new Faults(configuration)).receiving(queue);
        try (Connection connection = database.getConnection()) {
            processor.process(message, connection, work, ReplySender.none());
        } catch (StandInAction.RollbackAsked e) {
            LOG.log(System.Logger.Level.INFO, "Message of {0} rolled back: {1}", queue, e);
            context.setRollbackOnly();
        } catch (Exception e) {
            throw new EJBException("A message of " + queue + " failed", e);
        }
    }
}
