/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/** An MXBean that describes itself and shares its MBeanInfo with all of its kind. */
final class DescribedMBean extends StandardMBean {

    private final Descriptions descriptions;

    /** Create the MBean of a management interface from what implements it. */
    <T> DescribedMBean(T implementation, Class<T> type) {
        super(implementation, type, true);
        descriptions = new Descriptions(type);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return descriptions.shared(super::getMBeanInfo);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return descriptions.ofType();
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return descriptions.of(info);
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return descriptions.of(info);
    }

    @Override
    protected String getDescription(MBeanOperationInfo op, MBeanParameterInfo param, int sequence) {
        return descriptions.of(op, sequence);
    }

    @Override
    protected String getParameterName(MBeanOperationInfo op, MBeanParameterInfo param, int sequence) {
        return descriptions.name(op, sequence);
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return Descriptions.impact(info);
    }
}
