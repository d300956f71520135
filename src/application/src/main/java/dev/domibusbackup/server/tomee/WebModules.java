package dev.domibusbackup.server.tomee;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final KeptDown kept;

    /**
     * @param base folder of this server instance ({@code catalina.base})
     * @param kept tells whose place an empty application has: it counts as the stopped application
     */
    WebModules(Catalina catalina, Path base, KeptDown kept) {
        this.catalina = catalina;
        this.base = base;
        this.kept = kept;
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
        List<WebModule> all = new ArrayList<>();
        catalina.find(ALL).forEach(bean -> all.add(module(bean)));
        // for a moment, while Tomcat puts the empty application in its place, it has neither of the two
        kept.held().filter(note -> all.stream().noneMatch(module -> module.name().equals(note.domibus().name())))
                .ifPresent(note -> all.add(module(Catalina.name(note.bean()), note)));
        return all;
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

    static boolean namedLikeDomibus(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(DOMIBUS) && !lower.startsWith(OURS);
    }

    DeploymentState state(String name) {
        return find(name).map(module -> state(module.bean())).orElse(DeploymentState.ABSENT);
    }

    /** While it starts or stops something of it runs, so it is not down. */
    DeploymentState state(ObjectName bean) {
        if (isEmptyApplication(bean)) {
            return DeploymentState.STOPPED;
        }
        return catalina.text(bean, "stateName").map(state -> switch (state) {
            case "STOPPED", "NEW", "INITIALIZED", "DESTROYED" -> DeploymentState.STOPPED;
            case "FAILED" -> DeploymentState.FAILED;
            default -> DeploymentState.RUNNING;
        }).orElse(DeploymentState.ABSENT);
    }

    /** Whether it is what has the place of Domibus. */
    boolean isEmptyApplication(ObjectName bean) {
        return kept.isEmptyApplication(archivePath(bean));
    }

    /** {@code //localhost/domibus} has host, path and perhaps a version; {@code //localhost/} is the root. */
    private WebModule module(ObjectName bean) {
        Path archive = archivePath(bean);
        if (kept.isEmptyApplication(archive)) {
            Optional<KeptDown.Note> note = kept.held();
            if (note.isPresent()) {
                return module(bean, note.get());
            }
        }
        String path = contextName(bean);
        Optional<Path> contextFile = catalina.text(bean, "configFile").map(url -> Path.of(URI.create(url)))
                .filter(file -> !file.startsWith(archive)).filter(Files::isRegularFile);
        return new WebModule(bean, host(bean), withoutVersion(path), baseName(path), archive, contextFile);
    }

    private static WebModule module(ObjectName bean, KeptDown.Note note) {
        return new WebModule(bean, host(bean), note.domibus().contextRoot(), note.domibus().name(),
                Path.of(note.domibus().archive()), note.hadOne() ? Optional.of(note.place()) : Optional.empty());
    }

    static String host(ObjectName bean) {
        String name = bean.getKeyProperty("name");
        int slash = name.indexOf('/', 2);
        return slash < 0 ? name.substring(2) : name.substring(2, slash);
    }

    /** The name that Tomcat's host has for it: its path, and perhaps a version; empty for the root. */
    static String contextName(ObjectName bean) {
        String name = bean.getKeyProperty("name");
        int slash = name.indexOf('/', 2);
        return slash < 0 || slash == name.length() - 1 ? "" : name.substring(slash);
    }

    private Path archivePath(ObjectName bean) {
        Path applications = base.resolve(hostAttribute(bean, host(bean), "appBase").orElse("webapps"));
        return applications.resolve(archive(bean)).normalize();
    }

    /** Where the context file of an application is, or would be; it outranks what lies in {@code webapps}. */
    Path contextFile(WebModule module) {
        return module.contextFile().orElseGet(() -> catalina.text(deployer(module.bean()), "configBaseName")
                .map(Path::of).orElse(base.resolve("conf").resolve(module.bean().getDomain()).resolve(module.host()))
                .resolve(module.name() + ".xml"));
    }

    /** What deploys the applications of the same host. */
    static ObjectName deployer(ObjectName bean) {
        return Catalina.name(bean.getDomain() + ":type=Deployer,host=" + host(bean));
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
