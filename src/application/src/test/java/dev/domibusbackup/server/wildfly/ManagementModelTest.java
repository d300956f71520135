package dev.domibusbackup.server.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.domibusbackup.problem.ProblemException;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;

class ManagementModelTest {

    private final Deque<ModelNode> answers = new ArrayDeque<>();
    private final List<ModelNode> asked = new ArrayList<>();
    private final ManagementModel model = new ManagementModel((ModelControllerClient) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ModelControllerClient.class}, (proxy, method, arguments) -> {
                asked.add((ModelNode) arguments[0]);
                if (answers.isEmpty()) {
                    throw new IOException("the server is going down");
                }
                return answers.remove();
            }));

    @Test
    void a_stop_is_never_rolled_back_and_never_given_up() {
        answers.add(success());

        model.unbounded("undeploy", Deployments.address("domibus.war"), false);

        ModelNode headers = asked.get(0).get("operation-headers");
        assertThat(headers.get("rollback-on-runtime-failure").asBoolean()).isFalse();
        assertThat(headers.get("blocking-timeout").asInt()).isGreaterThan(24 * 3600);
        // WildFly counts in milliseconds, in an int
        assertThat(headers.get("blocking-timeout").asLong() * 1000).isLessThan(Integer.MAX_VALUE);
    }

    @Test
    void a_resource_that_does_not_exist_is_no_problem() {
        answers.add(failure("WFLYCTL0216: Management resource '[(\"deployment\" => \"x\")]' not found"));

        assertThat(model.resource(Deployments.address("x"))).isEmpty();
    }

    @Test
    void any_other_refusal_is_a_problem_with_the_reason_of_the_server() {
        answers.add(failure("WFLYCTL0313: Unauthorized to execute operation"));

        assertThatThrownBy(() -> model.resource(Deployments.address("x"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("DB-SRV-003").hasMessageContaining("/deployment=x")
                .hasMessageContaining("WFLYCTL0313");
    }

    @Test
    void a_refused_list_of_children_is_not_an_empty_one() {
        answers.add(failure("WFLYCTL0313: Unauthorized to execute operation"));

        assertThatThrownBy(() -> model.children(ManagementModel.address(), "deployment"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void a_server_that_goes_down_is_a_problem() {
        assertThatThrownBy(() -> model.children(ManagementModel.address(), "deployment"))
                .isInstanceOf(ProblemException.class).hasMessageContaining("going down");
    }

    @Test
    void a_relative_path_lies_below_what_it_is_relative_to() {
        ModelNode scanner = new ModelNode();
        scanner.get("path").set("deployments");
        scanner.get("relative-to").set("jboss.server.base.dir");
        ModelNode base = success();
        base.get("result", "path").set("/opt/wildfly/standalone");
        answers.add(base);

        assertThat(model.path(scanner)).isEqualTo(Path.of("/opt/wildfly/standalone/deployments"));
    }

    private static ModelNode success() {
        ModelNode answer = new ModelNode();
        answer.get("outcome").set("success");
        return answer;
    }

    private static ModelNode failure(String reason) {
        ModelNode answer = new ModelNode();
        answer.get("outcome").set("failed");
        answer.get("failure-description").set(reason);
        return answer;
    }
}
