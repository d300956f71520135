package dev.domibusbackup.ear;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** No class of the EAR for Java EE 8 needs what Java 11, Java EE 8 or the server does not have. */
class Java11ApiIT {

    private static final String TOOL = "xyz/wagyourtail/";

    /** Thrown at run time in the place of what the tool cannot bring down. */
    private static final String UNSUPPORTED = TOOL + "jvmdg/exc/MissingStubError";

    private static final Linkage LINKAGE = new Linkage(Edition.EE8, Server.ee8(), new PlatformApi(11));

    @Test
    void our_classes_find_all_they_refer_to() {
        assertThat(missing(Edition.EE8.ownClasses(), type -> false)).isEmpty();
    }

    /** They touch what is not in the EAR only where it is there, and nothing of Java itself is among it. */
    @Test
    void the_libraries_find_all_of_java_they_refer_to() {
        Map<String, byte[]> libraries = new TreeMap<>(Edition.EE8.classes());
        libraries.keySet().removeAll(Edition.EE8.ownClasses().keySet());
        libraries.keySet().removeIf(path -> Edition.inner(path).startsWith(TOOL));

        assertThat(missing(libraries, type -> !type.startsWith("java/"))).isEmpty();
    }

    @Test
    void nothing_is_called_of_the_tool_that_java_11_cannot_do() {
        Set<References.Member> seen = new HashSet<>();
        Set<String> classes = new HashSet<>();
        Deque<References> open = new ArrayDeque<>();
        Map<String, List<String>> missing = new TreeMap<>();
        Edition.EE8.ownClasses().keySet().forEach(path -> open.add(References.of(node(path))));
        while (!open.isEmpty()) {
            References references = open.pop();
            references.types().stream().filter(type -> type.startsWith(TOOL)).filter(classes::add)
                    .map(type -> LINKAGE.node(type).orElseThrow()).forEach(type -> {
                        open.push(References.declared(type));
                        reach(List.of(new References.Member(type.name, "<clinit>()V")), seen, open, missing);
                    });
            references.made().stream().filter(type -> type.startsWith(TOOL))
                    .map(type -> LINKAGE.node(type).orElseThrow())
                    .forEach(type -> reach(methods(type), seen, open, missing));
            reach(references.members(), seen, open, missing);
        }

        assertThat(seen).extracting(References.Member::owner).as("what is called of it")
                .contains(TOOL + "jvmdg/j16/stub/java_base/J_L_Record");
        assertThat(classes).doesNotContain(UNSUPPORTED);
        assertThat(missing).isEmpty();
    }

    private static void reach(Iterable<References.Member> members, Set<References.Member> seen,
                              Deque<References> open, Map<String, List<String>> missing) {
        for (References.Member member : members) {
            if (member.owner().startsWith(TOOL) && seen.add(member)) {
                LINKAGE.method(member).map(References::of).ifPresent(references -> {
                    List<String> absent = LINKAGE.missing(references, type -> false);
                    if (!absent.isEmpty()) {
                        missing.put(member.toString(), absent);
                    }
                    open.push(references);
                });
            }
        }
    }

    private static List<References.Member> methods(ClassNode type) {
        return type.methods.stream().map(method -> new References.Member(type.name, method.name + method.desc))
                .toList();
    }

    /** It would pass with an API that has everything: what is newer than Java 11 must not be found. */
    @Test
    void the_api_of_java_11_lacks_what_came_later() {
        PlatformApi java11 = new PlatformApi(11);

        assertThat(Stream.of("java/lang/Record", "java/util/HexFormat").filter(java11::has)).isEmpty();
        assertThat(java11.has("java/util/stream/Stream", "toList()Ljava/util/List;")).isFalse();
        assertThat(java11.has("java/nio/file/Files", "mismatch(Ljava/nio/file/Path;Ljava/nio/file/Path;)J")).isFalse();
        assertThat(java11.has("java/nio/file/Files", "readString(Ljava/nio/file/Path;)Ljava/lang/String;")).isTrue();
        assertThat(new TreeSet<>(missing(Edition.JAKARTA.ownClasses(), type -> true).values().stream()
                .flatMap(List::stream).toList())).as("in the classes that were not brought down")
                .contains("java/util/stream/Stream.toList()Ljava/util/List;");
    }

    private static Map<String, List<String>> missing(Map<String, byte[]> classes, Predicate<String> mayBeAbsent) {
        Map<String, List<String>> missing = new TreeMap<>();
        classes.forEach((path, code) -> {
            List<String> absent = LINKAGE.missing(References.of(Linkage.read(code)), mayBeAbsent);
            if (!absent.isEmpty()) {
                missing.put(path, absent);
            }
        });
        return missing;
    }

    private static ClassNode node(String path) {
        return Linkage.read(Edition.EE8.files().get(path));
    }
}
