package dev.domibusbackup.message;

import java.util.List;
import java.util.Set;

/**
 * A part of a selector. Its value is a Boolean, a String, a Long, a Double, or {@code null} where JMS says NULL or
 * unknown.
 */
interface SelectorNode {

    Object value(PortableMessage message);

    /** Unknown stays unknown unless one condition is false. */
    static SelectorNode and(List<SelectorNode> conditions) {
        return message -> decide(conditions, message, Boolean.FALSE);
    }

    /** Unknown stays unknown unless one condition is true. */
    static SelectorNode or(List<SelectorNode> conditions) {
        return message -> decide(conditions, message, Boolean.TRUE);
    }

    private static Boolean decide(List<SelectorNode> conditions, PortableMessage message, Boolean deciding) {
        boolean unknown = false;
        for (SelectorNode condition : conditions) {
            Object value = condition.value(message);
            if (deciding.equals(value)) {
                return deciding;
            }
            unknown |= !(value instanceof Boolean);
        }
        return unknown ? null : !deciding;
    }

    static SelectorNode not(SelectorNode condition) {
        return message -> condition.value(message) instanceof Boolean value ? !value : null;
    }

    /** A property or a field of the header. */
    static SelectorNode identifier(String name) {
        return switch (name) {
            case "JMSMessageID" -> message -> message.header().id();
            case "JMSType" -> message -> message.header().type();
            case "JMSPriority" -> message -> (long) message.header().priority();
            case "JMSDeliveryMode" -> message -> message.header().persistent() ? "PERSISTENT" : "NON_PERSISTENT";
            case "JMSTimestamp" -> message -> message.header().timestamp() == null ? null
                    : (Object) message.header().timestamp().toEpochMilli();
            case "JMSCorrelationID" -> message -> message.header().correlationId() instanceof CorrelationId.Text id
                    ? id.text() : null;
            case "JMSXDeliveryCount" -> message -> (long) message.header().deliveryCount();
            default -> message -> property(message.properties().getOrDefault(name, TypedValue.NULL));
        };
    }

    /** Types are not converted into one another, except that numbers are numbers. */
    private static Object property(TypedValue value) {
        return switch (value.type()) {
            case BOOLEAN, STRING -> value.value();
            case BYTE, SHORT, INT, LONG -> ((Number) value.value()).longValue();
            case FLOAT, DOUBLE -> ((Number) value.value()).doubleValue();
            case CHAR, BYTES, NULL -> null;
        };
    }

    /** {@code IN}; unknown for what is no text, as with the broker, so that {@code NOT IN} does not choose it. */
    static SelectorNode in(SelectorNode operand, Set<String> texts) {
        return message -> operand.value(message) instanceof String text ? (Object) texts.contains(text) : null;
    }

    /** {@code LIKE}. */
    static SelectorNode like(SelectorNode operand, SelectorPattern pattern) {
        return message -> {
            Object value = operand.value(message);
            return value == null ? null : (Object) (value instanceof String text && pattern.matches(text));
        };
    }

    static SelectorNode isNull(SelectorNode operand) {
        return message -> operand.value(message) == null;
    }

    static SelectorNode compared(SelectorNode left, String operator, SelectorNode right) {
        return message -> compared(left.value(message), operator, right.value(message));
    }

    /** Values of different types, and an order of what has none, compare to false. */
    private static Boolean compared(Object left, String operator, Object right) {
        if (left == null || right == null) {
            return null;
        }
        boolean exact = left instanceof Long && right instanceof Long;
        if (!exact && left instanceof Number one && right instanceof Number other) {
            return ordered(one.doubleValue(), operator, other.doubleValue());
        }
        if (exact) {
            return holds(Long.compare((Long) left, (Long) right), operator);
        }
        return left.getClass() == right.getClass() && switch (operator) {
            case "=" -> left.equals(right);
            case "<>" -> !left.equals(right);
            default -> false;
        };
    }

    /** Not by {@code Double.compare}: NaN equals nothing, and 0.0 is -0.0. */
    private static boolean ordered(double left, String operator, double right) {
        return switch (operator) {
            case "=" -> left == right;
            case "<>" -> left != right;
            case "<" -> left < right;
            case "<=" -> left <= right;
            case ">" -> left > right;
            default -> left >= right;
        };
    }

    private static boolean holds(int order, String operator) {
        return ordered(order, operator, 0);
    }

    /** A chain of operations of one precedence, from left to right, by Java's numeric promotion. */
    static SelectorNode arithmetic(List<SelectorNode> operands, List<String> operators) {
        return message -> {
            Object result = operands.get(0).value(message);
            for (int i = 0; i < operators.size(); i++) {
                result = arithmetic(result, operators.get(i), operands.get(i + 1).value(message));
            }
            return result;
        };
    }

    private static Object arithmetic(Object left, String operator, Object right) {
        if (!(left instanceof Number) || !(right instanceof Number)) {
            return null;
        }
        if (left instanceof Long one && right instanceof Long other) {
            return switch (operator) {
                case "+" -> (Object) (one + other);
                case "-" -> one - other;
                case "*" -> one * other;
                default -> other == 0 ? null : (Object) (one / other);
            };
        }
        double one = ((Number) left).doubleValue();
        double other = ((Number) right).doubleValue();
        return switch (operator) {
            case "+" -> one + other;
            case "-" -> one - other;
            case "*" -> one * other;
            default -> one / other;
        };
    }

    static SelectorNode negated(SelectorNode operand) {
        return message -> {
            Object value = operand.value(message);
            return value instanceof Long exact ? (Object) (-exact) : value instanceof Double number ? -number : null;
        };
    }
}
