package dev.domibusbackup.api;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a job is to be watched, at the address that the client asked: CXF's own idea of it is {@code localhost} for
 * everybody.
 */
final class JobLocation {

    private static final String JOBS = "/api/jobs/";

    private JobLocation() {
    }

    static URI of(HttpServletRequest request, String job) {
        return URI.create(request.getRequestURL().toString()).resolve(request.getContextPath() + JOBS + job);
    }
}
