package dev.domibusbackup.server.tomee;

import java.util.HashMap;
import java.util.Map;

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
        return bean("Catalina:j2eeType=WebModule,name=//localhost" + path + ",J2EEApplication=none,J2EEServer=none",
                all, manner);
    }

    FakeTomcat connector(String key, Map<String, String> attributes) {
        return bean("Catalina:type=Connector," + key, attributes, Manner.WELL);
    }

    FakeTomcat bean(String name, Map<String, String> attributes, Manner manner) {
        try {
            beans.registerMBean(new Bean(attributes, manner), ObjectName.getInstance(name));
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

        Bean(Map<String, String> attributes, Manner manner) {
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
