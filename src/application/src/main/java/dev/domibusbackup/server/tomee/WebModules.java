package dev.domibusbackup.server.tomee;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.management.ObjectName;

import dev.domibusbackup.problem.ServerProblem;
import dev.domibusbackup.server.DeploymentState;
import dev.domibusbackup.server.DomibusDeployment;
import dev.domibusbackup.server.DomibusDeployment.HowDeployed;

/** The web applications of the server as its MBeans show them. A stopped one keeps its MBean, one that is gone has none. */
final class WebModules {

    private static final String ALL = "*:j2eeType=WebModule,*";
    private static final String DOMIBUS = "domibus";
    /** Our own applications begin with this. */
    static final String OURS = "domibus-backup";

    private final Catalina catalina;
    private final Path base;

    /** @param base folder of this server instance ({@code catalina.base}) */
    WebModules(Catalina catalina, Path base) {
        this.catalina = catalina;
        this.base = base;
    }

    /**
     * A web application.
     *
     * @param bean        its MBean
     * @param host        the virtual host it belongs to
     * @param path        where it answers, without a slash at the end; empty for the root
     * @param name        its base name in Tomcat's terms: the name of its context file and WAR without their endings
     * @param archive     its WAR, or its folder where there is none
     * @param contextFile its context file, if it was deployed by one
     */
    record WebModule(ObjectName bean, String host, String path, String name, Path archive, Optional<Path> contextFile) {

        DomibusDeployment asDomibus() {
            return new DomibusDeployment(name, archive.getFileName().toString(),
                    contextFile.isPresent() ? HowDeployed.MANAGED : HowDeployed.SCANNER, path, archive.toString());
        }
    }

    List<WebModule> all() {
        return catalina.find(ALL).stream().map(this::module).toList();
    }

    Optional<WebModule> find(String name) {
        return all().stream().filter(module -> module.name().equals(name)).findFirst();
    }

    DomibusDeployment findDomibus(Optional<String> configuredName) {
        List<WebModule> all = all();
        if (configuredName.isPresent()) {
            String name = baseName(configuredName.get());
            return all.stream().filter(module -> module.name().equals(name)).findFirst()
                    .orElseThrow(() -> ServerProblem.DEPLOYMENT_UNKNOWN.exception("name", configuredName.get(),
                            "known", all.stream().map(WebModule::name).toList()))
                    .asDomibus();
        }
        List<WebModule> candidates = all.stream().filter(module -> module.name().equals(DOMIBUS)).toList();
        if (candidates.isEmpty()) {
            candidates = all.stream().filter(module -> namedLikeDomibus(module.name())).toList();
        }
        if (candidates.isEmpty()) {
            throw ServerProblem.DOMIBUS_NOT_FOUND.exception();
        }
        if (candidates.size() > 1) {
            throw ServerProblem.DOMIBUS_AMBIGUOUS.exception("names",
                    candidates.stream().map(module -> module.bean().getKeyProperty("name")).toList());
        }
        return candidates.get(0).asDomibus();
    }

    private static boolean namedLikeDomibus(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(DOMIBUS) && !lower.startsWith(OURS);
    }

    DeploymentState state(String name) {
        return find(name).map(module -> state(module.bean())).orElse(DeploymentState.ABSENT);
    }

    /** While it starts or stops something of it runs, so it is not down. */
    DeploymentState state(ObjectName bean) {
        return catalina.text(bean, "stateName").map(state -> switch (state) {
            case "STOPPED", "NEW", "INITIALIZED", "DESTROYED" -> DeploymentState.STOPPED;
            case "FAILED" -> DeploymentState.FAILED;
            default -> DeploymentState.RUNNING;
        }).orElse(DeploymentState.ABSENT);
    }

    /** {@code //localhost/domibus} has host, path and perhaps a version; {@code //localhost/} is the root. */
    private WebModule module(ObjectName bean) {
        String name = bean.getKeyProperty("name");
        int slash = name.indexOf('/', 2);
        String host = slash < 0 ? name.substring(2) : name.substring(2, slash);
        String path = slash < 0 || slash == name.length() - 1 ? "" : name.substring(slash);
        Path applications = base.resolve(hostAttribute(bean, host, "appBase").orElse("webapps"));
        Path archive = applications.resolve(archive(bean)).normalize();
        Optional<Path> contextFile = catalina.text(bean, "configFile").map(url -> Path.of(URI.create(url)))
                .filter(file -> !file.startsWith(archive)).filter(Files::isRegularFile);
        return new WebModule(bean, host, withoutVersion(path), baseName(path), archive, contextFile);
    }

    /** A WAR that the server has unpacked is still what the application comes from. */
    private String archive(ObjectName bean) {
        return catalina.text(bean, "originalDocBase").or(() -> catalina.text(bean, "docBase")).orElse("");
    }

    private Optional<String> hostAttribute(ObjectName bean, String host, String attribute) {
        return catalina.text(Catalina.name(bean.getDomain() + ":type=Host,host=" + host), attribute);
    }

    private static String withoutVersion(String path) {
        int version = path.indexOf("##");
        return version < 0 ? path : path.substring(0, version);
    }

    /** As Tomcat names files: {@code /a/b} is {@code a#b}, the root {@code ROOT}. */
    static String baseName(String path) {
        String plain = path.startsWith("/") ? path.substring(1) : path;
        return plain.isEmpty() ? "ROOT" : plain.replace('/', '#');
    }
}
