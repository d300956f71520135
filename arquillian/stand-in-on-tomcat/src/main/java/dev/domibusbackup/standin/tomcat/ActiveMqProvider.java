package dev.domibusbackup.standin.tomcat;

import dev.domibusbackup.standin.Configuration;
import dev.domibusbackup.standin.Messaging;
import dev.domibusbackup.standin.MessagingProvider;

/** Found as a service of this WAR. */
public final class ActiveMqProvider implements MessagingProvider {

    @Override
    public Messaging start(Configuration configuration) {
        return new ActiveMqMessaging(configuration);
    }
}
