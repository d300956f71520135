package dev.domibusbackup.wildfly.inside;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Nothing is left to choose in arquillian.xml: folder and ports are the harness's. */
public final class HarnessConfiguration implements ContainerConfiguration {

    @Override
    public void validate() {
        // no setting that could be wrong
    }
}
