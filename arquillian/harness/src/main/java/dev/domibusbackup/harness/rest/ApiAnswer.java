package dev.domibusbackup.harness.rest;

import java.net.http.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * An answer of the API.
 *
 * @param status HTTP status
 * @param body   as it came; empty when there is none
 */
public record ApiAnswer(int status, HttpHeaders headers, String body, ObjectMapper mapper) {

    /**
     * The body as JSON.
     *
     * @throws AssertionError when it is none
     */
    public JsonNode json() {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("answered " + status + " with a body that is not JSON: " + body, e);
        }
    }

    /** A header, or an empty text. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The last segment of the Location header: the id of what was started. */
    public String locationId() {
        String location = header("Location");
        if (location.isEmpty()) {
            throw new AssertionError("answered " + status + " without a Location: " + body);
        }
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The stable code of a problem, or an empty text. */
    public String problemCode() {
        return json().path("code").asText();
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
