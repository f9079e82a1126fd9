package org.sensorium.stream.serial;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink to use a {@link Form}. */
final class FormInformation<T> extends TypeInformation<T> {
    private final Class<T> type;
    private final Form<T> form;

    FormInformation(Class<T> type, Form<T> form) {
        this.type = type;
        this.form = form;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return form;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FormInformation;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormInformation<?> that && that.form.equals(form);
    }

    @Override
    public int hashCode() {
        return form.hashCode();
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
