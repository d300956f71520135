package dev.domibusbackup.server.tomee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/** An MBean server with MBeans as Tomcat has them; the state of a web application follows the operations. */
final class FakeTomcat {

    private static final String NO_EE = ",J2EEApplication=none,J2EEServer=none";
    private static final String DOMIBUS = "Catalina:j2eeType=WebModule,name=//localhost/domibus" + NO_EE;

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    /** How an application takes its start and its stop. */
    enum Manner { WELL, FAILS_TO_START, FAILS_TO_STOP, THROWS }

    FakeTomcat() {
        bean("Catalina:type=Server", Map.of("serverInfo", "Apache Tomcat (TomEE)/10.0.27 (9.0.0)", "stateName",
                "STARTED"), Manner.WELL);
        bean("Catalina:type=Host,host=localhost", Map.of("appBase", "webapps"), Manner.WELL);
    }

    Catalina catalina() {
        return new Catalina(beans);
    }

    FakeTomcat serverInfo(String info) {
        remove("Catalina:type=Server");
        return bean("Catalina:type=Server", Map.of("serverInfo", info, "stateName", "STARTING"), Manner.WELL);
    }

    FakeTomcat module(String path, String state, Map<String, String> attributes, Manner manner) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("stateName", state);
        return bean("Catalina:j2eeType=WebModule,name=//localhost" + path + NO_EE, all, manner);
    }

    /** What deploys Domibus by its context file, when it is asked to look at it. */
    FakeTomcat deployer(Path contextFile, Path war) {
        return bean("Catalina:type=Deployer,host=localhost",
                Map.of("configBaseName", contextFile.getParent().toString()), Manner.WELL, operation -> {
                    try {
                        String xml = Files.exists(contextFile) ? Files.readString(contextFile) : "";
                        boolean empty = xml.contains("/kept-down\"");
                        remove(DOMIBUS);
                        module("/domibus", "STARTED", Map.of(
                                "docBase", empty ? xml.replaceAll("(?s).*docBase=\"([^\"]*)\".*", "$1")
                                        : war.toString(), "configFile", contextFile.toUri().toString()), Manner.WELL);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** After a restart of the server it deploys what it finds. */
    void restart(Path contextFile, Path war) {
        remove("Catalina:type=Deployer,host=localhost");
        deployer(contextFile, war);
        catalina().invoke(Catalina.name("Catalina:type=Deployer,host=localhost"), "check", "/domibus");
    }

    FakeTomcat connector(String key, Map<String, String> attributes) {
        return bean("Catalina:type=Connector," + key, attributes, Manner.WELL);
    }

    FakeTomcat bean(String name, Map<String, String> attributes, Manner manner) {
        return bean(name, attributes, manner, operation -> { });
    }

    private FakeTomcat bean(String name, Map<String, String> attributes, Manner manner, Consumer<String> called) {
        try {
            beans.registerMBean(new Bean(attributes, manner, called), ObjectName.getInstance(name));
            return this;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private void remove(String name) {
        try {
            beans.unregisterMBean(ObjectName.getInstance(name));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Bean implements DynamicMBean {

        private final Map<String, String> attributes;
        private final Manner manner;
        private final Consumer<String> called;

        Bean(Map<String, String> attributes, Manner manner, Consumer<String> called) {
            this.called = called;
            this.attributes = new HashMap<>(attributes);
            this.manner = manner;
        }

        @Override
        public Object getAttribute(String name) throws AttributeNotFoundException {
            if (!attributes.containsKey(name)) {
                throw new AttributeNotFoundException(name);
            }
            return attributes.get(name);
        }

        /** Tomcat's start returns quietly when the application fails, and leaves it stopped. */
        @Override
        public Object invoke(String operation, Object[] values, String[] signature) throws MBeanException {
            if (manner == Manner.THROWS) {
                throw new MBeanException(new IllegalStateException("of the server"), "refused");
            }
            called.accept(operation);
            attributes.put("stateName", operation.equals("start")
                    ? manner == Manner.FAILS_TO_START ? "STOPPED" : "STARTED"
                    : manner == Manner.FAILS_TO_STOP ? "FAILED" : "STOPPED");
            return null;
        }

        @Override
        public AttributeList getAttributes(String[] names) {
            return new AttributeList();
        }

        @Override
        public void setAttribute(Attribute attribute) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AttributeList setAttributes(AttributeList list) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo(Bean.class.getName(), "as Tomcat has it", null, null, null, null);
        }
    }
}
