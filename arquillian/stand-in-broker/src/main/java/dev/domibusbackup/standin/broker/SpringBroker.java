package dev.domibusbackup.standin.broker;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.activemq.broker.BrokerService;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/**
 * A broker made by Spring of a configuration file such as Domibus's {@code internal/activemq.xml}. It runs from the
 * constructor until {@link #close}. Made and closed by reflection, hence by classes of the JDK alone.
 */
public final class SpringBroker implements AutoCloseable {

    private final GenericApplicationContext context;
    private final BrokerService broker;

    /**
     * Starts the broker and waits until it runs.
     *
     * @param file       its configuration
     * @param properties gives the value of a placeholder's name; null when there is none
     * @throws IllegalStateException when it does not start
     */
    public SpringBroker(Path file, UnaryOperator<String> properties) throws Exception {
        LoopbackSockets.useForRmi();
        context = new GenericApplicationContext();
        context.setClassLoader(SpringBroker.class.getClassLoader());
        new XmlBeanDefinitionReader(context).loadBeanDefinitions(new FileSystemResource(file));
        context.registerBean(PropertySourcesPlaceholderConfigurer.class, () -> placeholders(properties));
        try {
            // the broker's bean starts it
            context.refresh();
            broker = context.getBean(BrokerService.class);
            if (!broker.waitUntilStarted()) {
                throw new IllegalStateException("The broker of " + file + " did not start",
                        broker.getStartException());
            }
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static PropertySourcesPlaceholderConfigurer placeholders(UnaryOperator<String> properties) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new PropertySource<UnaryOperator<String>>("domibus", properties) {
            @Override
            public Object getProperty(String name) {
                return source.apply(name);
            }
        });
        PropertySourcesPlaceholderConfigurer configurer = new PropertySourcesPlaceholderConfigurer();
        configurer.setPropertySources(sources);
        return configurer;
    }

    /** Stops the broker and waits until it has let go of its stores and ports. */
    @Override
    public void close() {
        context.close();
        broker.waitUntilStopped();
    }
}
