package dev.domibusbackup.standin.rest;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

/** An answer in JSON. */
final class JsonAnswer {

    private JsonAnswer() {
    }

    static void send(HttpServletResponse response, String json) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(json);
    }
}
