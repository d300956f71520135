package dev.domibusbackup.wildfly.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.JavaFrameGCRoot;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;
import org.netbeans.lib.profiler.heap.ThreadObjectGCRoot;
import org.netbeans.lib.profiler.heap.Value;

/**
 * Who holds our class loaders in a server's heap, found in a dump of it: every root that a chain of strong references
 * leads from to one of them.
 *
 * @param deployments how many deployments of ours have a class loader
 * @param servers     roots that belong to the server's own threads, which let go by themselves or are one for ever
 * @param leaks       every other root, each with its chain
 */
public record Holders(int deployments, Set<String> servers, Set<String> leaks) {

    private static final String LOADER = "org.jboss.modules.ModuleClassLoader";
    private static final String OURS = "domibus-backup";
    /** A thread of a pool of the server has its last task in a variable until it gets the next one, or ends. */
    private static final String LAST_TASK = "org.jboss.threads.EnhancedQueueExecutor$Task";
    private static final String POOL_THREAD = "org.jboss.threads.EnhancedQueueExecutor$ThreadBody";
    /**
     * H2 begins this thread once for each open database, in whoever's call first leaves a large object behind, and the
     * thread inherits his class loader. However often we are deployed: one thread, the first deployment.
     */
    private static final String H2 = "H2-lob-cleaner";
    /** Once emptied it waits in the JDK's queue until any object is serialized again, and knows its class till then. */
    private static final String EMPTIED = "java.io.ClassCache$CacheRef";

    /** What is in this dump. */
    static Holders in(Path dump) {
        try {
            return of(HeapFactory.createHeap(dump.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Holders of(Heap heap) {
        Map<Long, String> chains = new HashMap<>();
        Deque<Instance> next = new ArrayDeque<>();
        for (Object each : heap.getJavaClassByName(LOADER).getInstances()) {
            Instance loader = (Instance) each;
            String name = name(loader);
            if (name.contains(OURS)) {
                chains.put(loader.getInstanceId(), name);
                next.add(loader);
            }
        }
        // a deployment has two: that of the EAR and that of the WAR in it
        int deployments = (next.size() + 1) / 2;
        Set<String> servers = new TreeSet<>();
        Set<String> leaks = new TreeSet<>();
        while (!next.isEmpty()) {
            Instance held = next.remove();
            String chain = chains.get(held.getInstanceId());
            GCRoot root = (GCRoot) heap.getGCRoot(held);
            if (root != null) {
                String server = ofServer(root);
                if (server == null) {
                    leaks.add((root.getKind() + " " + name(held)).trim() + ": " + chain);
                    continue;
                }
                servers.add(server);
                if (root instanceof ThreadObjectGCRoot) {
                    // it stays for ever, and whatever knows the thread
                    continue;
                }
            }
            if (held.getJavaClass().getName().equals(EMPTIED) && held.getValueOfField("referent") == null) {
                servers.add("emptied entry of the JDK's cache of serialized classes");
                continue;
            }
            for (Object each : held.getReferences()) {
                Instance holder = holder(heap, (Value) each);
                if (holder != null && chains.putIfAbsent(holder.getInstanceId(),
                        holder.getJavaClass().getName() + " > " + chain) == null) {
                    next.add(holder);
                }
            }
        }
        return new Holders(deployments, servers, leaks);
    }

    /** What a root of the server's own is called; {@code null} if it is another one. */
    private static String ofServer(GCRoot root) {
        if (root instanceof ThreadObjectGCRoot) {
            String thread = name(root.getInstance());
            return thread.equals(H2) ? thread : null;
        }
        if (root instanceof JavaFrameGCRoot && root.getInstance().getJavaClass().getName().equals(LAST_TASK)) {
            JavaFrameGCRoot frame = (JavaFrameGCRoot) root;
            ThreadObjectGCRoot thread = frame.getThreadGCRoot();
            boolean pool = thread.getStackTrace()[frame.getFrameNumber()].getClassName().equals(POOL_THREAD);
            return pool ? "last task of " + name(thread.getInstance()) : null;
        }
        return null;
    }

    /** {@code null} if the reference is a weak, soft or phantom one: it holds nothing. */
    private static Instance holder(Heap heap, Value reference) {
        if (reference instanceof ObjectFieldValue) {
            ObjectFieldValue field = (ObjectFieldValue) reference;
            if (field.getField().isStatic()) {
                return heap.getInstanceByID(field.getField().getDeclaringClass().getJavaClassId());
            }
            if (field.getField().getName().equals("referent") && isReference(reference.getDefiningInstance())) {
                return null;
            }
        }
        return reference.getDefiningInstance();
    }

    private static boolean isReference(Instance instance) {
        for (JavaClass type = instance.getJavaClass(); type != null; type = type.getSuperClass()) {
            if (type.getName().equals("java.lang.ref.Reference")) {
                return true;
            }
        }
        return false;
    }

    private static String name(Instance named) {
        Object name = named.getValueOfField("name");
        return name instanceof Instance ? text((Instance) name) : "";
    }

    /** A string of the JDK: its bytes, which are Latin-1 in all names here. */
    private static String text(Instance string) {
        StringBuilder text = new StringBuilder();
        for (Object value : (List<?>) ((PrimitiveArrayInstance) string.getValueOfField("value"))
                .getValues()) {
            text.append((char) (Integer.parseInt(value.toString()) & 0xff));
        }
        return text.toString();
    }
}
