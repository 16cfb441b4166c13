callback({"more":"0","stockInfo":[{"stockId":156614,"code":"09999","name":"QINGHE-W"}]});
