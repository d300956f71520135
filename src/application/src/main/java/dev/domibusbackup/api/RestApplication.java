package dev.domibusbackup.api;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The API under {@code /domibus-backup/api}. Names its classes, so that no server guesses. */
@ApplicationPath("/api")
public class RestApplication extends Application {

    /** Every resource; the OpenAPI document is held against them by a test. */
    static final Set<Class<?>> RESOURCES = Set.of(InstallationResource.class, BackupsResource.class,
            JobsResource.class, QuietWindowResource.class, AuditResource.class, HealthResource.class,
            PrunesResource.class, OpenApiResource.class);

    private static final Set<Class<?>> PROVIDERS = Set.of(JsonProvider.class, ProblemMapper.class,
            WebExceptionMapper.class, UnforeseenMapper.class, BodylessVerification.class);

    @Override
    public Set<Class<?>> getClasses() {
        return Stream.concat(RESOURCES.stream(), PROVIDERS.stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
