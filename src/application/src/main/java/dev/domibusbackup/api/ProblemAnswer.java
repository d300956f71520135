package dev.domibusbackup.api;

import java.util.List;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.domibusbackup.problem.Problem;

/**
 * A problem as RFC 9457 has it, with our stable code and hint.
 *
 * @param type     {@code urn:domibus-backup:problem:<code>}
 * @param title    the code again, for people
 * @param status   HTTP status
 * @param detail   the fact
 * @param code     our code
 * @param hint     what the operator can do
 * @param problems all problems, when there are several
 */
public record ProblemAnswer(String type, String title, int status, String detail, String code, String hint,
                            List<Problem> problems) {

    static final MediaType TYPE = new MediaType("application", "problem+json");

    static ProblemAnswer of(List<Problem> problems) {
        Problem first = problems.get(0);
        return new ProblemAnswer("urn:domibus-backup:problem:" + first.code(), first.code(), first.status(),
                first.fact(), first.code(), first.hint(), problems.size() > 1 ? problems : null);
    }

    static Response response(List<Problem> problems) {
        ProblemAnswer answer = of(problems);
        return Response.status(answer.status()).type(TYPE).entity(answer).build();
    }
}
