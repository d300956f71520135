package dev.domibusbackup.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.NotCompliantMBeanException;
import javax.management.ObjectName;

import dev.domibusbackup.problem.MonitorProblem;
import dev.domibusbackup.problem.Problem;

/**
 * Our MBeans in a server of MBeans. A name that another deployment has is left to it, and taken as soon as it is free;
 * only what was registered here is unregistered.
 */
final class Registrations {

    private static final System.Logger LOG = System.getLogger(Registrations.class.getName());

    private final MBeanServer server;
    private final Map<ObjectName, Object> missing;
    private final Map<ObjectName, Object> registered = new LinkedHashMap<>();
    private final Map<ObjectName, Problem> problems = new LinkedHashMap<>();

    Registrations(MBeanServer server, Map<ObjectName, ?> beans) {
        this.server = server;
        this.missing = new LinkedHashMap<>(beans);
    }

    /** Registers what is not registered yet. */
    synchronized void attempt() {
        for (Map.Entry<ObjectName, Object> bean : List.copyOf(missing.entrySet())) {
            attempt(bean.getKey(), bean.getValue());
        }
    }

    private void attempt(ObjectName name, Object bean) {
        try {
            server.registerMBean(bean, name);
            missing.remove(name);
            problems.remove(name);
            registered.put(name, bean);
        } catch (InstanceAlreadyExistsException e) {
            note(name, MonitorProblem.NAME_TAKEN.with("name", name));
        } catch (MBeanRegistrationException | NotCompliantMBeanException | RuntimeException e) {
            // whoever guards the server of MBeans may refuse; the rest of us works without it
            note(name, MonitorProblem.NOT_REGISTERED.with("name", name, "reason", e));
        }
    }

    private void note(ObjectName name, Problem problem) {
        if (!problem.equals(problems.put(name, problem))) {
            LOG.log(System.Logger.Level.WARNING, "{0}", problem);
        }
    }

    /** Why not all are registered. */
    synchronized List<Problem> problems() {
        return List.copyOf(problems.values());
    }

    /** Unregisters all; no attempt registers them again. */
    synchronized void end() {
        missing.clear();
        problems.clear();
        for (ObjectName name : List.copyOf(registered.keySet())) {
            registered.remove(name);
            unregister(name);
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} was unregistered by somebody else", name);
        } catch (MBeanRegistrationException e) {
            throw new IllegalStateException("our MBeans refuse nothing", e);
        }
    }
}
