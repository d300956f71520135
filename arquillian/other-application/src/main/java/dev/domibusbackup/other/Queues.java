package dev.domibusbackup.other;

import java.io.IOException;

import jakarta.jms.Queue;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Looks queues up by their JNDI names. */
final class Queues {

    private Queues() {
    }

    static Queue find(String jndiName) throws IOException {
        try {
            return InitialContext.doLookup(jndiName);
        } catch (NamingException e) {
            throw new IOException("no queue " + jndiName, e);
        }
    }
}
