package dev.domibusbackup.server.tomee;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;

import dev.domibusbackup.problem.ServerProblem;

/** Tomcat's MBeans, in the JVM's own MBean server: no credentials are asked for there. */
final class Catalina {

    private final MBeanServer beans;

    Catalina() {
        this(ManagementFactory.getPlatformMBeanServer());
    }

    Catalina(MBeanServer beans) {
        this.beans = beans;
    }

    /** Names that match a pattern, in their order. */
    List<ObjectName> find(String pattern) {
        return beans.queryNames(name(pattern), null).stream().sorted(Comparator.comparing(ObjectName::toString))
                .toList();
    }

    /** The one MBean of a pattern, if there is any. */
    Optional<ObjectName> first(String pattern) {
        return find(pattern).stream().findFirst();
    }

    boolean exists(ObjectName bean) {
        return beans.isRegistered(bean);
    }

    /** An attribute as text; empty when it has no value, or the MBean or the attribute is not there. */
    Optional<String> text(ObjectName bean, String attribute) {
        try {
            return Optional.ofNullable(beans.getAttribute(bean, attribute)).map(Object::toString);
        } catch (InstanceNotFoundException | AttributeNotFoundException absent) {
            return Optional.empty();
        } catch (JMException | RuntimeMBeanException e) {
            throw refused("read " + attribute, bean, e);
        }
    }

    /** Calls an operation without arguments. */
    void invoke(ObjectName bean, String operation) {
        try {
            beans.invoke(bean, operation, new Object[0], new String[0]);
        } catch (JMException | RuntimeMBeanException e) {
            throw refused(operation, bean, e);
        }
    }

    /** Calls an operation with one text as its argument. */
    void invoke(ObjectName bean, String operation, String argument) {
        try {
            beans.invoke(bean, operation, new Object[]{argument}, new String[]{String.class.getName()});
        } catch (JMException | RuntimeMBeanException e) {
            throw refused(operation, bean, e);
        }
    }

    private static RuntimeException refused(String operation, ObjectName bean, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return ServerProblem.MANAGEMENT_REFUSED.caused(e, "operation", operation, "address", bean, "reason", cause);
    }

    static ObjectName name(String text) {
        try {
            return ObjectName.getInstance(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
