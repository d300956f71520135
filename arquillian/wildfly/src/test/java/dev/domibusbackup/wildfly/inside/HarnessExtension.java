package dev.domibusbackup.wildfly.inside;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Makes the harness's servers known to Arquillian. */
public final class HarnessExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, HarnessContainer.class);
    }
}
