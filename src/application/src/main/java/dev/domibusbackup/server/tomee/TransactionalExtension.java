package dev.domibusbackup.server.tomee;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/**
 * Lets TomEE's interceptors of {@code @Transactional} know our beans. TomEE gives them to the beans of a WAR that stands
 * alone, and to those of the EJB modules of an EAR, but not to those of a WAR inside an EAR (its {@code CdiScanner},
 * 8.0 and 9.0): without a word there were no transactions. On other servers this does nothing.
 */
public class TransactionalExtension implements Extension {

    private static final String PACKAGE = "org.apache.openejb.cdi.transactional.";
    private static final List<String> INTERCEPTORS = List.of("MandatoryInterceptor", "NeverInterceptor",
            "NotSupportedInterceptor", "RequiredInterceptor", "RequiredNewInterceptor", "SupportsInterceptor");

    /** They carry a priority of their own, by which they are enabled once they are known. */
    void addInterceptors(@Observes BeforeBeanDiscovery event) {
        ClassLoader loader = TransactionalExtension.class.getClassLoader();
        if (loader.getResource(resource(INTERCEPTORS.get(0))) == null) {
            return;
        }
        for (String name : INTERCEPTORS) {
            try {
                event.addAnnotatedType(Class.forName(PACKAGE + name, false, loader), PACKAGE + name);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("this TomEE lacks an interceptor of @Transactional", e);
            }
        }
    }

    private static String resource(String name) {
        return (PACKAGE + name).replace('.', '/') + ".class";
    }
}
