package dev.domibusbackup.wildfly.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.domibusbackup.harness.server.Management;
import dev.domibusbackup.harness.site.Site;

/** Who may look at our MBeans by WildFly's management port, and who may act: WildFly decides. */
@Tag("full")
class MonitoringRolesIT {

    private static final String PASSWORD = "of-the-console-3";
    private static final String[] ROLES = {"Monitor", "Auditor", "Deployer", "Operator", "Maintainer",
        "Administrator", "SuperUser"};
    private static final String NOTHING = "";
    private static final String LOOK = "look";
    private static final String ACT = " act";
    private static final String BOTH = LOOK + ACT;
    private static final ModelNode AUTHORIZATION = Management.address("core-service", "management", "access",
            "authorization");

    @TempDir
    Path folder;

    @Test
    void wildfly_s_roles_say_who_may_look_and_who_may_act() {
        try (Site site = Site.create(folder.resolve("site"), domibus -> domibus.rows(5))) {
            for (String role : ROLES) {
                site.server().home().addManagementUser(user(role), PASSWORD);
            }
            site.start();
            assertThat(mayDo(site)).as("simple").containsOnlyKeys(ROLES).containsValues(BOTH)
                    .doesNotContainValue(LOOK).doesNotContainValue(NOTHING);
            Management management = site.server().management();
            for (String role : ROLES) {
                include(management, role);
            }
            write(management, AUTHORIZATION, "provider", "rbac");
            site.server().restart();
            assertThat(mayDo(site)).as("rbac").isEqualTo(Map.of("Monitor", LOOK, "Auditor", LOOK, "Deployer", LOOK,
                    "Operator", BOTH, "Maintainer", BOTH, "Administrator", BOTH, "SuperUser", BOTH));
            ModelNode jmx = Management.address("subsystem", "jmx");
            write(site.server().management(), jmx, "non-core-mbean-sensitivity", "true");
            site.server().restart();
            assertThat(mayDo(site)).as("rbac, sensitive").isEqualTo(Map.of("Monitor", NOTHING, "Auditor", LOOK,
                    "Deployer", NOTHING, "Operator", NOTHING, "Maintainer", NOTHING, "Administrator", BOTH,
                    "SuperUser", BOTH));
        }
    }

    private static Map<String, String> mayDo(Site site) {
        Map<String, String> may = new TreeMap<>();
        for (String role : ROLES) {
            try (JmxClient client = JmxClient.remote(site, user(role), PASSWORD)) {
                boolean looks = can(() -> client.get(JmxClient.JOBS, "RunningJob"));
                // our own refusal tells that WildFly let it through
                boolean acts = can(() -> assertThat(client.refusal(JmxClient.JOBS, "stop", "nobody"))
                        .hasMessageStartingWith("DB-JOB-001"));
                may.put(role, (looks ? LOOK : NOTHING) + (acts ? ACT : NOTHING));
            }
        }
        return may;
    }

    private static boolean can(Runnable act) {
        try {
            act.run();
            return true;
        } catch (AssertionError | RuntimeException e) {
            return false;
        }
    }

    private static void include(Management management, String role) {
        ModelNode mapping = AUTHORIZATION.clone().add("role-mapping", role);
        if (!management.exists(mapping)) {
            management.execute(Operations.createAddOperation(mapping));
        }
        ModelNode add = Operations.createAddOperation(mapping.clone().add("include", user(role)));
        add.get("name").set(user(role));
        add.get("type").set("USER");
        management.execute(add);
    }

    private static void write(Management management, ModelNode address, String attribute, String value) {
        management.execute(Operations.createWriteAttributeOperation(address, attribute, value));
    }

    private static String user(String role) {
        return "the-" + role.toLowerCase(Locale.ROOT);
    }
}
