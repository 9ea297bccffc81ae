"""年报助手: an offline desktop program for the 政府信息公开工作年度报告."""
