package dev.domibusbackup.standin.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything below {@code /domibus/rest}. */
@ApplicationPath("rest")
public class RestApplication extends Application {
}
