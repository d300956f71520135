package dev.domibusbackup.wildfly.inside;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class WildFlyMessagesIT {
    @Deployment
    static EnterpriseArchive deployment() {
        return InsideWildFly.deployment();
    }

    @Test
    void the_tests_run_inside_the_server() throws Exception {
        assertThat(System.getProperty("jboss.server.base.dir")).isNotNull();
        assertThat(new InsideWildFly().adapter().isUp()).isTrue();
        assertThat(new InsideWildFly().adapter().queue("jms.queue.contract.messages").total()).isZero();
    }
}
