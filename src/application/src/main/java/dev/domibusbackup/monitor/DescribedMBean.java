package dev.domibusbackup.monitor;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.StandardEmitterMBean;

/** An MXBean whose descriptions come from {@link Description} on its interface, names of parameters from the code. */
final class DescribedMBean extends StandardEmitterMBean {

    private final Class<?> shown;

    <T> DescribedMBean(T bean, Class<T> shown, NotificationEmitter emitter) {
        super(bean, shown, true, emitter);
        this.shown = shown;
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return text(shown).orElse(info.getDescription());
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return getter(info).flatMap(DescribedMBean::text).orElse(info.getDescription());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return operation(info).flatMap(DescribedMBean::text).orElse(info.getDescription());
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo info, int sequence) {
        return parameter(operation, sequence).flatMap(DescribedMBean::text).orElse(info.getDescription());
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo info, int sequence) {
        return parameter(operation, sequence).map(Parameter::getName).orElse(info.getName());
    }

    /** Each of them changes something: a server that tells who may look from who may act needs to know. */
    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return MBeanOperationInfo.ACTION;
    }

    private Optional<Method> getter(MBeanFeatureInfo attribute) {
        return methods(name -> name.equals("get" + attribute.getName()) || name.equals("is" + attribute.getName()), 0);
    }

    private Optional<Method> operation(MBeanOperationInfo info) {
        return methods(name -> name.equals(info.getName()), info.getSignature().length);
    }

    private Optional<Method> methods(Predicate<String> name, int parameters) {
        return Arrays.stream(shown.getMethods())
                .filter(method -> name.test(method.getName()) && method.getParameterCount() == parameters).findFirst();
    }

    private Optional<Parameter> parameter(MBeanOperationInfo operation, int sequence) {
        return operation(operation).map(method -> method.getParameters()[sequence]);
    }

    private static Optional<String> text(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Description.class)).map(Description::value);
    }
}
