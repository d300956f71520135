package dev.domibusbackup.wildfly.inside;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.domibusbackup.server.wildfly.WildFlyApplicationServer;

/** WildFly's adapter keeps the contract: all of it in one class, because each class starts a server. */
@Tag("every-server")
@ExtendWith(ArquillianExtension.class)
class AdapterContractIT extends ContentContract {

    AdapterContractIT() {
        super(new InsideWildFly());
    }

    @Deployment
    static EnterpriseArchive deployment() {
        return InsideWildFly.deployment();
    }

    @Test
    void the_tests_run_inside_the_server() throws ClassNotFoundException {
        assertThat(getClass().getClassLoader().getClass().getName()).isEqualTo("org.jboss.modules.ModuleClassLoader");
        assertThat(Class.forName("org.jboss.as.server.CurrentServiceContainer").getClassLoader())
                .isNotSameAs(getClass().getClassLoader());
        assertThat(getClass().getResource("/dev/domibusbackup/harness/BuildOutput.class"))
                .as("what only the JVM outside has").isNull();
        assertThat(server().adapter()).isInstanceOf(WildFlyApplicationServer.class);
        assertThat(server().adapter().isUp()).isTrue();
    }
}
