package dev.domibusbackup.standin;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Starts and stops the stand-in with its web context, as Spring's context listener does for the real one. */
public class DomibusContextListener implements ServletContextListener {

    private Domibus domibus;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        domibus = Domibus.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (domibus != null) {
            domibus.stop();
        }
    }
}
