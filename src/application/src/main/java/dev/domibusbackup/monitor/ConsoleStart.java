package dev.domibusbackup.monitor;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Shows us in the server's JMX console while we are deployed. */
@WebListener
public class ConsoleStart implements ServletContextListener {

    @Inject
    private Console console;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        console.begin();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        console.end();
    }
}
