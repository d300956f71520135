package dev.domibusbackup.api;

import java.net.URI;

/**
 * A job that was started.
 *
 * @param job  its UUID
 * @param href where to watch it
 */
public record StartedAnswer(String job, URI href) {
}
