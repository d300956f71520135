package dev.domibusbackup.wildfly.inside;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies and properties of WildFly's broker. */
@ExtendWith(ArquillianExtension.class)
class WildFlyMessagesIT extends MessageContract {

    WildFlyMessagesIT() {
        super(new InsideWildFly());
    }

    @Deployment
    static EnterpriseArchive deployment() {
        return InsideWildFly.deployment();
    }
}
