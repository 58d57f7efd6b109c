/**
 * Which base library brought each API of `wx`, its options and what its results hold, by WeChat's
 * typings: `api|since|options|results`, members as `name@since=value/value`.
 *
 * Written by weapp-login-kit's base-library-cli; not by hand. One text, not an object: tests load
 * it thousands of times.
 */
export const baseLibrary = `
addCard|1.1.0|cardList|cardList
addFileToFavorites|2.16.1|filePath fileName|
addPaymentPassFinish|3.8.5|activationData encryptedPassData ephemeralPublicKey panid|errorMsg result
addPaymentPassGetCertificateData|3.8.5|style|certificates errnonceorMsg errorMsg result signNonce
addPhoneCalendar|2.15.0|startTime title alarm alarmOffset allDay description endTime location path@3.7.6 signature@3.7.6|
addPhoneContact|1.2.0|firstName addressCity addressCountry addressPostalCode addressState addressStreet email homeAddressCity homeAddressCountry homeAddressPostalCode homeAddressState homeAddressStreet homeFaxNumber homePhoneNumber hostNumber lastName middleName mobilePhoneNumber nickName organization photoFilePath remark title url weChatNumber workAddressCity workAddressCountry workAddressPostalCode workAddressState workAddressStreet workFaxNumber workPhoneNumber|
addPhoneRepeatCalendar|2.15.0|startTime title alarm alarmOffset allDay description endTime location path@3.7.6 repeatEndTime repeatInterval=day/week/month/year signature@3.7.6|
addVideoToFavorites|2.16.1|videoPath thumbPath|
arrayBufferToBase64|1.1.0||
authPrivateMessage|2.13.0|shareTicket|encryptedData iv valid
authorize|1.2.0|scope|
authorizeForMiniProgram|2.14.4|scope=scope.record/scope.writePhotosAlbum/scope.camera|
base64ToArrayBuffer|1.1.0||
batchGetStorage|2.25.0|keyList|
batchGetStorageSync|2.25.0||
batchSetStorage|2.25.0|kvList|
batchSetStorageSync|2.25.0||
bindEmployeeRelation|3.10.0|tmplIds|bindingStatus=accept/reject
canAddSecureElementPass|3.8.5|panid|errorMsg result
canIUse|1.1.1||
cancelIdleCallback|3.10.0||
canvasGetImageData|1.9.0|canvasId height width x y|data height width
canvasPutImageData|1.9.0|canvasId data height width x y|
canvasToTempFilePath||canvas canvasId destHeight@1.2.0 destWidth@1.2.0 fileType@1.7.0=jpg/png height@1.2.0 quality@1.7.0 width@1.2.0 x@1.2.0 y@1.2.0|tempFilePath
checkDeviceSupportHevc|||supportHevc
checkEmployeeRelation|3.10.0||bindingStatus=accept/reject
checkIsAddedToMyMiniProgram|2.29.1||added
checkIsOpenAccessibility|2.13.0||open
checkIsPictureInPictureActive|2.29.2||
checkIsSoterEnrolledInDevice|1.6.0|checkAuthMode=fingerPrint/facial/speech|isEnrolled
checkIsSupportFacialRecognition|3.8.12||
checkIsSupportSoterAuthentication|1.5.0||supportMode=fingerPrint/facial/speech
checkSession|||
checkTransitCardSupport|3.16.0|issuerID actionType|errorMsg hasConflictCard result supportNFC supportSE walletReady
chooseAddress|1.1.0||cityName countyName detailInfo detailInfoNew nationalCode postalCode provinceName streetName telNumber userName
chooseContact|2.8.0||displayName phoneNumber phoneNumberList
chooseImage||count sizeType=original/compressed sourceType=album/camera|tempFilePaths tempFiles@1.2.0
chooseInvoice|2.3.0||invoiceInfo
chooseInvoiceTitle|1.5.0||bankAccount bankName companyAddress taxNumber telephone title type
chooseLicensePlate|2.19.0||plateNumber
chooseLocation||latitude@2.9.0 longitude@2.9.0|address latitude longitude name
chooseMedia|2.10.0|camera=back/front count maxDuration mediaType=image/video/mix sizeType sourceType=album/camera|tempFiles type
chooseMessageFile|2.5.0|count extension@2.6.0 type=all/video/image/file|tempFiles
choosePoi|||address city latitude longitude name type
chooseVideo||camera=back/front compressed@1.6.0 maxDuration sourceType=album/camera|duration height size tempFilePath width
clearStorage|||
clearStorageSync|||
closeBLEConnection|1.1.0|deviceId|
closeBluetoothAdapter|1.1.0||
closeSocket||code reason|
cloud|||
compressImage|2.4.0|src compressedHeight@2.26.0 compressedWidth@2.26.0 quality|tempFilePath
compressVideo|2.11.0|bitrate fps resolution src quality=low/medium/high|size tempFilePath
connectSocket||url forceCellularNetwork@2.29.0 header perMessageDeflate@2.8.0 protocols@1.4.0 tcpNoDelay@2.4.0 timeout@2.10.0|close onClose onError onMessage onOpen send
connectWifi|1.6.0|SSID password BSSID maunal@2.12.0 partialInfo@2.22.0|
createAnimation|||export backgroundColor bottom height left matrix matrix3d opacity right rotate rotate3d rotateX rotateY rotateZ scale scale3d scaleX scaleY scaleZ skew skewX skewY step top translate translate3d translateX translateY translateZ width
createAudioContext|||pause play seek setSrc
createBLEConnection|1.1.0|deviceId timeout|
createBLEPeripheralServer|2.10.3||server
createBufferURL|2.14.0||
createCacheManager|2.24.0|extra maxAge mode=weakNetwork/always/none origin|maxAge mode=weakNetwork/always/none origin state addRules@2.24.0 clearCaches@2.24.0 clearRules@2.24.0 deleteCache@2.24.0 deleteCaches@2.24.0 deleteRule@2.24.0 deleteRules@2.24.0 off@2.24.0 on@2.24.0=request/enterWeakNetwork/exitWeakNetwork start@2.24.0 stop@2.24.0 match@2.24.0 addRule@2.24.0
createCameraContext|1.6.0||setZoom@2.10.0 startRecord stopRecord takePhoto onCameraFrame@2.7.0
createCanvasContext|||fillStyle@1.9.90 font@1.9.90 globalAlpha globalCompositeOperation@1.9.90 lineCap@1.9.90 lineDashOffset@1.9.90 lineJoin@1.9.90=bevel/round/miter lineWidth@1.9.90 miterLimit@1.9.90 shadowBlur@1.9.90 shadowColor@1.9.90 shadowOffsetX@1.9.90 shadowOffsetY@1.9.90 strokeStyle@1.9.90 arc arcTo@1.9.90 beginPath bezierCurveTo clearRect clip@1.6.0 closePath createPattern@1.9.90=repeat/repeat-x/repeat-y/no-repeat draw drawImage fill fillRect fillText lineTo moveTo quadraticCurveTo rect restore rotate save scale setFillStyle setFontSize setGlobalAlpha setLineCap=butt/round/square setLineDash@1.6.0 setLineJoin=bevel/round/miter setLineWidth setMiterLimit setShadow setStrokeStyle setTextAlign@1.1.0=left/center/right setTextBaseline@1.4.0=top/bottom/middle/normal setTransform@1.9.90 stroke strokeRect strokeText@1.9.90 transform@1.9.90 translate measureText@1.9.90 createCircularGradient createLinearGradient
createGlobalPayment|3.7.3|mchRegion isSandbox|methodKey abort@3.7.3 openMethodPicker@3.7.3 requestGlobalPayment@3.7.3
createInferenceSession|2.30.0|model allowNPU allowQuantize precisionLevel typicalShape|destroy@2.30.0 offError@2.30.0 offLoad@2.30.0 onError@2.30.0 onLoad@2.30.0 run@2.30.0
createInnerAudioContext|1.6.0|useWebAudioImplement@2.19.0|autoplay buffered currentTime duration loop obeyMuteSwitch paused playbackRate@2.11.0 referrerPolicy@2.13.0 src startTime volume@1.9.90 destroy offCanplay@1.9.0 offEnded@1.9.0 offError@1.9.0 offPause@1.9.0 offPlay@1.9.0 offSeeked@1.9.0 offSeeking@1.9.0 offStop@1.9.0 offTimeUpdate@1.9.0 offWaiting@1.9.0 onCanplay onEnded onError onPause onPlay onSeeked onSeeking onStop onTimeUpdate onWaiting pause play seek stop
createIntersectionObserver|1.9.3|initialRatio nativeMode@3.5.7 observeAll@2.0.0 thresholds|disconnect observe relativeTo relativeToViewport
createInterstitialAd|2.6.0|adUnitId|destroy@2.8.0 offClose offError offLoad onClose onError onLoad load@2.8.0 show
createLivePlayerContext|1.7.0||exitBackgroundPlayback@2.14.3 exitCasting@2.32.0 exitFullScreen exitPictureInPicture mute pause@1.9.90 play reconnectCasting@2.32.0 requestBackgroundPlayback@2.14.3 requestFullScreen resume@1.9.90 snapshot@2.7.1 startCasting@2.32.0 stop switchCasting@2.32.0
createLivePusherContext|1.7.0||applyBlusherStickMakeup@2.14.0 applyEyeBrowMakeup@2.14.0 applyEyeShadowMakeup@2.14.0 applyFaceContourMakeup@2.14.0 applyFilter@2.14.0 applyLipStickMakeup@2.14.0 applySticker@2.14.0 clearFilters@2.14.0 clearMakeups@2.14.0 clearStickers@2.14.0 createOffscreenCanvas@2.29.0 exitPictureInPicture@2.25.0 getMaxZoom@2.31.0 onCustomRendererEvent@2.29.0=frame/update pause pauseBGM@2.4.0 playBGM@2.4.0 resume resumeBGM@2.4.0 sendMessage@2.10.0 setBGMVolume@2.4.0 setMICVolume@2.10.0 setZoom@2.31.0 snapshot@1.9.90 start startPreview@2.7.0 stop stopBGM@2.4.0 stopPreview@2.7.0 switchCamera toggleTorch@2.1.0
createMapContext|||addArc@2.22.0 addCustomLayer@2.12.0 addGroundOverlay@2.14.0 addMarkers@2.13.0 addVisualLayer@2.20.1 eraseLines@2.5.0 executeVisualLayerCommand@2.26.0 fromScreenLocation@2.14.0 getCenterLocation getRegion@1.4.0 getRotate@2.8.0 getScale@1.4.0 getSkew@2.8.0 includePoints@1.2.0 initMarkerCluster@2.13.0 moveAlong@2.13.0 moveToLocation@1.2.0 on@2.13.0=markerClusterCreate/markerClusterClick/visualLayerEvent/markerCollisionStatusChange openMapApp@2.14.0 removeArc@2.22.0 removeCustomLayer@2.12.0 removeGroundOverlay@2.14.0 removeMarkers@2.13.0 removeVisualLayer@2.20.1 setBoundary@2.22.0 setCenterOffset@2.10.0 setLocMarkerIcon@2.16.0 toScreenLocation@2.14.0 translateMarker@1.2.0 updateGroundOverlay@2.14.0
createMediaAudioPlayer|2.13.0||volume addAudioSource destroy removeAudioSource start stop
createMediaContainer|2.9.0||addTrack@2.9.0 destroy@2.9.0 export@2.9.0 extractDataSource@2.9.0 removeTrack@2.9.0
createMediaRecorder|2.11.0|duration fps gop height videoBitsPerSecond width|off@2.11.0 on@2.11.0=start/stop/pause/resume/timeupdate destroy@2.11.0 pause@2.11.0 requestFrame@2.11.0 resume@2.11.0 start@2.11.0 stop@2.11.0
createOffscreenCanvas|2.16.1|compInst height type=webgl/2d width|height width createImage@2.7.3 getContext@2.7.0=webgl/2d
createRewardedVideoAd|2.0.4|adUnitId disableFallbackSharePage@3.7.7 multiton@2.8.0|load show destroy@2.8.0 offClose offError offLoad onClose onError onLoad
createSelectorQuery|1.4.0||exec select selectAll selectViewport in@1.6.0
createTCPSocket|2.18.0|type@3.6.4=ipv4/ipv6|bindWifi@2.25.0 close connect offBindWifi@2.25.0 offClose offConnect offError offMessage onBindWifi@2.25.0 onClose onConnect onError onMessage write
createUDPSocket|2.7.0||close connect@2.15.0 offClose offError offListening offMessage onClose onError onListening onMessage send setTTL@2.18.0 write@2.15.0 bind
createVKSession|2.20.0||cameraSize config state getAllMarker@2.24.5 getAllOSDMarker@2.24.5 hitTest@2.20.0 cancelAnimationFrame@2.20.0 destroy@2.20.0 detectBody@2.28.0 detectDepth@2.33.0 detectFace@2.25.0 detectHand@2.28.0 off@2.20.0 on@2.20.0=resize/addAnchors/updateAnchors/removeAnchors removeMarker@2.24.5 removeOSDMarker@2.24.5 runOCR@2.27.0 setDepthOccRange@3.0.0 start@2.20.0 stop@2.20.0 update3DMode@2.30.2 updateMaskMode@3.2.1 updateOSDThreshold@2.24.5 getVKFrame@2.20.0 addMarker@2.24.5 addOSDMarker@2.24.5 requestAnimationFrame@2.20.0
createVideoContext|||exitBackgroundPlayback@2.14.3 exitCasting@2.32.0 exitFullScreen@1.4.0 exitPictureInPicture hideStatusBar@2.1.0 pause play playbackRate@1.4.0 reconnectCasting@2.32.0 requestBackgroundPlayback@2.14.3 requestFullScreen@1.4.0 seek sendDanmu showStatusBar@2.1.0 startCasting@2.32.0 stop@1.7.0 switchCasting@2.32.0
createVideoDecoder|2.11.0||getFrameData@2.11.0 remove@2.11.0 seek@2.11.0 start@2.11.0 stop@2.11.0 off@2.11.0 on@2.11.0=start/stop/seek/bufferchange/ended
createWebAudioContext|2.19.0||currentTime destination listener onstatechange sampleRate state createAnalyser@2.22.0 createBiquadFilter createChannelMerger createChannelSplitter createConstantSource createDelay createDynamicsCompressor createGain createIIRFilter createOscillator createPanner createPeriodicWave close resume suspend createScriptProcessor createWaveShaper createBuffer decodeAudioData createBufferSource
createWorker|1.9.90|useExperimentalWorker@2.13.0|env getCameraFrameData@2.25.1 onError onMessage onProcessKilled postMessage terminate testOnProcessKilled@2.27.1
cropImage|2.26.0|cropScale src|tempFilePath
deleteTransitCard|3.16.0|issuerID sign timestamp orderNo refundAccountNumber|errno errorCode
disableAlertBeforeUnload|2.12.0||
downloadFile||url enableHttp2@2.10.4 enableProfile enableQuic@2.10.4 filePath@1.8.0 header timeout@2.10.0|filePath profile@2.10.4 statusCode tempFilePath abort@1.4.0 offHeadersReceived@2.1.0 offProgressUpdate@2.1.0 onHeadersReceived@2.1.0 onProgressUpdate@1.4.0
editImage|2.22.0|src|tempFilePath
enableAlertBeforeUnload|2.12.0|message|
enterChatToolMode|3.12.0|chatToolRooms selectLimit singleChatRoom|
env|||
exitMiniProgram|2.17.3||
exitVoIPChat|2.7.0||
faceDetect|2.18.0|frameBuffer height width enableAngle enableConf enableMultiFace enablePoint|angleArray confArray detectRect faceInfo pointArray x y
getAccountInfoSync|2.2.2||miniProgram plugin
getApiCategory|2.33.0||
getAppAuthorizeSetting|2.20.1||albumAuthorized=authorized/denied bluetoothAuthorized=authorized/denied cameraAuthorized=authorized/denied locationAuthorized=authorized/denied locationReducedAccuracy microphoneAuthorized=authorized/denied notificationAlertAuthorized=authorized/denied notificationAuthorized=authorized/denied notificationBadgeAuthorized=authorized/denied notificationSoundAuthorized=authorized/denied phoneCalendarAuthorized=authorized/denied
getAppBaseInfo|2.20.1||PCKernelVersion SDKVersion enableDebug fontSizeScaleFactor fontSizeSetting@2.23.4 host language version theme=dark/light
getAvailableAudioSources|2.1.0||audioSources=auto/buildInMic/headsetMic/mic/camcorder/voice_communication/voice_recognition
getBLEDeviceCharacteristics|1.1.0|deviceId serviceId|characteristics
getBLEDeviceRSSI|2.11.0|deviceId|RSSI
getBLEDeviceServices|1.1.0|deviceId|services
getBLEMTU|2.20.1|deviceId writeType=write/writeNoResponse|mtu
getBackgroundAudioManager|1.2.0||audioType@3.4.8 buffered coverImgUrl currentTime duration epname paused playbackRate@2.11.0 protocol@1.9.94 referrerPath@3.4.8 referrerPolicy@2.13.0 singer src startTime title webUrl onCanplay onEnded onError onNext onPause onPlay onPrev onSeeked onSeeking onStop onTimeUpdate onWaiting pause play seek stop
getBackgroundAudioPlayerState|||currentPosition dataUrl downloadPercent duration status
getBackgroundFetchData|2.8.0|fetchType|fetchedData path query scene timeStamp
getBackgroundFetchToken|2.8.0||token
getBatteryInfo|||isCharging isLowPowerModeEnabled@3.5.0 level
getBatteryInfoSync|||isCharging isLowPowerModeEnabled@3.5.0 level
getBeacons|1.2.0||beacons
getBluetoothAdapterState|1.1.0||available discovering
getBluetoothDevices|1.1.0||devices
getChannelsLiveInfo|2.15.0|finderUserName endTime@2.29.0 startTime@2.29.0|description feedId headUrl nickname nonceId otherInfos@2.29.0 replayStatus@2.29.0 status
getChannelsLiveNoticeInfo|2.19.0|finderUserName|headUrl nickname noticeId otherInfos@2.24.6 reservable startTime status
getChannelsShareKey|2.22.1||promoter sharerOpenId
getChatToolInfo|3.7.8||cloudID encryptedData iv
getClipboardData|1.1.0||data
getCommonConfig|2.33.0|mode keys|conf conf_type errcode errmsg expire_sec
getConnectedBluetoothDevices|1.1.0|services|devices
getConnectedWifi|1.6.0|partialInfo@2.22.0|wifi
getDeviceBenchmarkInfo|3.4.5||benchmarkLevel@3.4.5 modelLevel@3.4.5
getDeviceInfo|2.20.1||abi benchmarkLevel brand cpuType@2.29.0 deviceAbi@2.25.1 memorySize@2.30.0 model platform=ios/android/ohos/ohos_pc/windows/mac/devtools system
getDeviceVoIPList|2.30.3||list
getEnterOptionsSync|2.9.4||apiCategory@2.20.0=default/nativeFunctionalized/browseOnly/embedded/chatTool forwardMaterials hostExtraData path query referrerInfo scene chatType shareTicket
getExptInfoSync|2.17.0||
getExtConfig|1.1.0||extConfig
getExtConfigSync|1.1.0||
getFileSystemManager|1.9.9||readdirSync readCompressedFileSync@2.21.1 access accessSync appendFile@2.1.0 appendFileSync@2.1.0=ascii/base64/binary/hex/ucs2/ucs-2/utf16le/utf-16le/utf-8/utf8/latin1 close@2.16.1 copyFile copyFileSync fstat@2.16.1 ftruncate@2.16.1 getFileInfo getSavedFileList mkdir mkdirSync open@2.16.1 read@2.16.1 readCompressedFile@2.21.1 readFile readZipEntry@2.17.3 readdir removeSavedFile rename renameSync rmdir rmdirSync saveFile stat truncate@2.16.1 unlink unlinkSync unzip write@2.16.1 writeFile writeFileSync=ascii/base64/binary/hex/ucs2/ucs-2/utf16le/utf-16le/utf-8/utf8/latin1 readSync@2.16.1 fstatSync@2.16.1 statSync writeSync@2.16.1 openSync@2.16.1 saveFileSync readFileSync=ascii/base64/binary/hex/ucs2/ucs-2/utf16le/utf-16le/utf-8/utf8/latin1 closeSync@2.16.1 ftruncateSync@2.16.1 truncateSync@2.16.1
getFuzzyLocation|2.25.0|type=wgs84/gcj02|latitude longitude
getGroupEnterInfo|2.10.4|allowSingleChat@3.7.8 needGroupOpenID@3.7.8|cloudID@2.7.0 encryptedData iv
getHCEState|1.7.0||
getImageInfo||src|height orientation@1.9.90=up/up-mirrored/down/down-mirrored/left-mirrored/right/right-mirrored/left path type@1.9.90=unknown/jpeg/png/gif/tiff width
getInferenceEnvInfo|2.30.1||ver
getLaunchOptionsSync|2.1.2||apiCategory@2.20.0=default/nativeFunctionalized/browseOnly/embedded/chatTool forwardMaterials hostExtraData path query referrerInfo scene chatType shareTicket
getLocalIPAddress|2.20.1||localip netmask
getLocation||altitude@1.6.0 highAccuracyExpireTime@2.9.0 isHighAccuracy@2.9.0 type|accuracy altitude@1.2.0 horizontalAccuracy@1.2.0 latitude longitude speed verticalAccuracy@1.2.0
getLogManager|2.1.0|level@2.3.2|debug info log warn
getMenuButtonBoundingClientRect|2.1.0||bottom height left right top width
getNFCAdapter|2.11.2||tech offDiscovered@2.11.2 onDiscovered@2.11.2 startDiscovery@2.11.2 stopDiscovery@2.11.2 getIsoDep@2.11.2 getMifareClassic@2.11.2 getMifareUltralight@2.11.2 getNdef@2.11.2 getNfcA@2.11.2 getNfcB@2.11.2 getNfcF@2.11.2 getNfcV@2.11.2
getNetworkType|||hasSystemProxy@2.22.1 networkType=wifi/2g/3g/4g/5g/unknown/none signalStrength weakNet@3.5.3
getPerformance|2.11.0||getEntries@2.11.0 getEntriesByName@2.11.0 getEntriesByType@2.11.0 setBufferSize@2.11.0 createObserver@2.11.0
getPluginUpdateManager|2.25.0|pluginId|onCheckForUpdate onUpdateFailed onUpdateReady
getPrivacySetting|2.32.3||needAuthorization privacyContractName
getRandomValues|2.15.0|length|randomValues
getRealtimeLogManager|2.7.1||getCurrentState@2.19.4 addFilterMsg@2.8.1 error@2.7.1 in@2.9.1 info@2.7.1 setFilterMsg@2.7.3 warn@2.7.1 tag@2.16.0
getRecorderManager|1.6.0||onError onFrameRecorded onInterruptionBegin@2.3.0 onInterruptionEnd@2.3.0 onPause onResume onStart onStop pause resume start stop
getRendererUserAgent|2.26.3||
getScreenBrightness|1.2.0||value
getScreenRecordingState|2.24.0||state=on/off
getSecureElementPasses|3.8.5||errorMsg passes result
getSelectedTextRange|2.7.0||end start
getSetting|1.2.0|withSubscriptions@2.10.1|authSetting subscriptionsSetting@2.10.1 miniprogramAuthSetting
getShareInfo|1.1.0|shareTicket timeout@1.9.90|cloudID@2.7.0 encryptedData iv
getShowSplashAdStatus|3.7.8||code status=unknown/pending/success/fail
getSkylineInfo|2.26.2||
getSkylineInfoSync|2.26.2||isSupported version reason
getStorage||key encrypt@2.21.3|data
getStorageInfo|||currentSize keys limitSize
getStorageInfoSync||currentSize keys limitSize|currentSize keys limitSize
getStorageSync|||
getSystemInfo|||SDKVersion@1.1.0 albumAuthorized@2.6.0 benchmarkLevel@1.8.0 bluetoothEnabled@2.6.0 brand@1.5.0 cameraAuthorized@2.6.0 deviceOrientation=portrait/landscape enableDebug@2.15.0 fontSizeSetting@1.5.0 host@2.12.3 language locationAuthorized@2.6.0 locationEnabled@2.6.0 locationReducedAccuracy microphoneAuthorized@2.6.0 model notificationAlertAuthorized@2.6.0 notificationAuthorized@2.6.0 notificationBadgeAuthorized@2.6.0 notificationSoundAuthorized@2.6.0 phoneCalendarAuthorized@2.19.3 pixelRatio platform=ios/android/ohos/ohos_pc/windows/mac/devtools safeArea@2.7.0 screenHeight@1.1.0 screenWidth@1.1.0 statusBarHeight@1.9.0 system version wifiEnabled@2.6.0 windowHeight windowWidth theme@2.11.0=dark/light
getSystemInfoAsync|2.14.1||SDKVersion@1.1.0 albumAuthorized@2.6.0 benchmarkLevel@1.8.0 bluetoothEnabled@2.6.0 brand@1.5.0 cameraAuthorized@2.6.0 deviceOrientation=portrait/landscape enableDebug@2.15.0 fontSizeSetting@1.5.0 host@2.12.3 language locationAuthorized@2.6.0 locationEnabled@2.6.0 locationReducedAccuracy microphoneAuthorized@2.6.0 model notificationAlertAuthorized@2.6.0 notificationAuthorized@2.6.0 notificationBadgeAuthorized@2.6.0 notificationSoundAuthorized@2.6.0 phoneCalendarAuthorized@2.19.3 pixelRatio platform=ios/android/ohos/ohos_pc/windows/mac/devtools safeArea@2.7.0 screenHeight@1.1.0 screenWidth@1.1.0 statusBarHeight@1.9.0 system version wifiEnabled@2.6.0 windowHeight windowWidth theme@2.11.0=dark/light
getSystemInfoSync|||SDKVersion@1.1.0 albumAuthorized@2.6.0 benchmarkLevel@1.8.0 bluetoothEnabled@2.6.0 brand@1.5.0 cameraAuthorized@2.6.0 deviceOrientation=portrait/landscape enableDebug@2.15.0 fontSizeSetting@1.5.0 host@2.12.3 language locationAuthorized@2.6.0 locationEnabled@2.6.0 locationReducedAccuracy microphoneAuthorized@2.6.0 model notificationAlertAuthorized@2.6.0 notificationAuthorized@2.6.0 notificationBadgeAuthorized@2.6.0 notificationSoundAuthorized@2.6.0 phoneCalendarAuthorized@2.19.3 pixelRatio platform=ios/android/ohos/ohos_pc/windows/mac/devtools safeArea@2.7.0 screenHeight@1.1.0 screenWidth@1.1.0 statusBarHeight@1.9.0 system version wifiEnabled@2.6.0 windowHeight windowWidth theme@2.11.0=dark/light
getSystemSetting|2.20.1||bluetoothEnabled deviceOrientation=portrait/landscape locationEnabled wifiEnabled
getTransitCardCPLC|3.16.0||cplc errorMsg result seid walletVersionCode
getTransitCardInfo|3.16.0|fields issuerID|cardInfo errorMsg result
getTransitCardList|3.16.0|issuerID|cards errorMsg result
getUpdateManager|1.9.90||applyUpdate onCheckForUpdate onUpdateFailed onUpdateReady
getUserCryptoManager|2.17.3||getLatestUserKey@2.17.3 getRandomValues@2.17.3
getUserInfo||lang=en/zh_CN/zh_TW withCredentials|cloudID@2.7.0 encryptedData iv rawData signature userInfo
getUserProfile|2.10.4|desc lang=en/zh_CN/zh_TW|cloudID@2.10.4 encryptedData@2.10.4 iv@2.10.4 rawData@2.10.4 signature@2.10.4 userInfo@2.10.4
getVideoInfo|2.11.0|src|bitrate duration fps height orientation=up/down/left/right/up-mirrored/down-mirrored/left-mirrored/right-mirrored size type width
getWeRunData|1.2.0||cloudID@2.7.0 encryptedData iv
getWifiList|1.6.0||
getWindowInfo|2.20.1||pixelRatio safeArea screenHeight screenTop screenWidth statusBarHeight windowHeight windowWidth
getXrFrameSystem|||
hideHomeButton|2.8.3||
hideKeyboard|2.8.2||
hideLoading|1.1.0|noConflict@2.22.1|
hideNavigationBarLoading|||
hideShareMenu|1.1.0|menus@2.11.3|
hideTabBar|1.9.0|animation|
hideTabBarRedDot|1.9.0|index|
hideToast||noConflict@2.22.1|
initFaceDetect|2.18.0||
isBluetoothDevicePaired|2.20.1|deviceId|
isVKSupport|2.22.0||
issueTransitCard|3.16.0|issuerID operation orderNo sign entrustId paymentMode timestamp|errno cardNo errorCode
join1v1Chat|2.20.1|caller listener backgroundType disableSwitchVoice minWindowType roomType=voice/video|
joinVoIPChat|2.7.0|groupId nonceStr signature timeStamp forceCellularNetwork@2.29.0 muteConfig roomType=voice/video|errCode openIdList
jumpToOfflinePay||appId nonceStr package paySign queryStr signType timeStamp|
loadBuiltInFontFace|3.7.9|family source=WeChatSansSS/WeChatSansStd global scopes|
loadFontFace|2.1.0|family source desc global@2.10.0 scopes|status
login||timeout@1.9.90|code
makeBluetoothPair|2.12.0|deviceId pin timeout|
makePhoneCall||phoneNumber|
navigateBack||delta|
navigateBackMiniProgram|1.3.0|extraData|
navigateTo||url events routeConfig routeOptions routeType withOpenContainer|eventChannel
navigateToMiniProgram|1.3.0|appId envVersion=develop/trial/release extraData noRelaunchIfPathUnchanged@2.24.0 path shortLink@2.18.1|
nextTick|2.2.3||
notifyBLECharacteristicValueChange|1.1.0|characteristicId deviceId serviceId state type@2.4.0|
notifyGroupMembers|3.7.8|entrancePath members title type=participate/complete|
offAccelerometerChange|2.9.3||
offAfterPageLoad|3.5.5||componentFramework=exparser/glass-easel openType page path query routeEventId
offAfterPageUnload|3.5.5||path routeEventId
offApiCategoryChange|2.33.0||apiCategory=default/nativeFunctionalized/browseOnly/embedded/chatTool
offAppHide|2.1.2||
offAppRoute|3.5.5||notFound openType page path pipMode=min/max query renderer=webview/skyline/xr-frame routeEventId timeStamp webviewId
offAppRouteDone|3.5.5||openType path query routeEventId timeStamp webviewId
offAppShow|2.1.2||
offAudioInterruptionBegin|2.6.2||
offAudioInterruptionEnd|2.6.2||
offBLECharacteristicValueChange|2.9.0||
offBLEConnectionStateChange|2.9.0||connected deviceId
offBLEMTUChange|2.20.1||deviceId mtu
offBLEPeripheralConnectionStateChanged|2.10.3||connected deviceId serverId
offBatteryInfoChange|3.5.0||isLowPowerModeEnabled
offBeaconServiceChange|2.8.1||
offBeaconUpdate|2.8.1||
offBeforeAppRoute|3.5.5||notFound openType page path pipMode=min/max query renderer=webview/skyline/xr-frame routeEventId webviewId
offBeforePageLoad|3.5.5||componentFramework=exparser/glass-easel openType path query routeEventId
offBeforePageUnload|3.5.5||page path routeEventId
offBluetoothAdapterStateChange|2.9.0||
offBluetoothDeviceFound|2.9.0||
offCompassChange|2.9.3||
offCopyUrl|2.14.3||
offDeviceMotionChange|2.9.3||
offEmbeddedMiniProgramHeightChange|2.33.0||height initialHeight
offError|2.1.2||
offGeneratePoster|3.12.0||
offGetWifiList|2.9.0||wifiList
offGyroscopeChange|2.9.3||
offHCEMessage|2.8.1||data messageType reason
offKeyDown|3.6.0||altKey code key shiftKey timeStamp
offKeyUp|3.6.0||altKey code key shiftKey timeStamp
offKeyboardHeightChange|2.9.2||height
offLazyLoadError|2.24.3||subpackage type
offLocalServiceDiscoveryStop|2.4.0||
offLocalServiceFound|2.4.0||ip port serviceName serviceType
offLocalServiceLost|2.4.0||serviceName serviceType
offLocalServiceResolveFail|2.4.0||serviceName serviceType
offLocationChange|2.8.1||accuracy altitude@1.2.0 horizontalAccuracy@1.2.0 latitude longitude speed verticalAccuracy@1.2.0
offLocationChangeError|2.19.5||errCode
offMemoryWarning|2.9.0||level
offMenuButtonBoundingClientRectWeightChange|3.4.3||bottom height left right top width
offNetworkStatusChange|2.9.3||
offNetworkWeakChange|2.21.0||networkType weakNet
offPageNotFound|2.1.2||isEntryPage path query
offParallelStateChange|3.12.1||isOnParallel leftPage rightPage
offScreenRecordingStateChanged|2.24.0||state=start/stop
offThemeChange|2.11.0||theme=dark/light
offUnhandledRejection|2.10.0||promise reason
offUserCaptureScreen|2.9.3||
offUserOffTranslation|3.14.2||
offUserTriggerTranslation|3.7.9||locale type
offVoIPChatInterrupted|2.9.0||errCode
offVoIPChatMembersChanged|2.9.0||errCode openIdList
offVoIPChatSpeakersChanged|2.9.0||errCode openIdList
offVoIPChatStateChanged|2.16.0||code data errCode
offVoIPVideoMembersChanged|2.11.0||errCode openIdList
offWifiConnected|2.9.0||wifi
offWifiConnectedWithPartialInfo|2.22.0||wifi
offWindowResize|2.3.0||size
offWindowStateChange|3.8.8||state
onAccelerometerChange|||x y z
onAfterPageLoad|3.5.5||componentFramework=exparser/glass-easel openType page path query routeEventId
onAfterPageUnload|3.5.5||path routeEventId
onApiCategoryChange|2.33.0||apiCategory=default/nativeFunctionalized/browseOnly/embedded/chatTool
onAppHide|2.1.2||
onAppRoute|3.5.5||notFound openType page path pipMode=min/max query renderer=webview/skyline/xr-frame routeEventId timeStamp webviewId
onAppRouteDone|3.5.5||openType path query routeEventId timeStamp webviewId
onAppShow|2.1.2||
onAudioInterruptionBegin|2.6.2||
onAudioInterruptionEnd|2.6.2||
onBLECharacteristicValueChange|1.1.0||characteristicId deviceId serviceId value
onBLEConnectionStateChange|1.1.0||connected deviceId
onBLEMTUChange|2.20.1||deviceId mtu
onBLEPeripheralConnectionStateChanged|2.10.3||connected deviceId serverId
onBackgroundAudioPause|||
onBackgroundAudioPlay|||
onBackgroundAudioStop|||
onBackgroundFetchData|2.8.0||fetchType fetchedData path query scene timeStamp
onBatteryInfoChange|3.5.0||isLowPowerModeEnabled
onBeaconServiceChange|1.2.0||available discovering
onBeaconUpdate|1.2.0||beacons
onBeforeAppRoute|3.5.5||notFound openType page path pipMode=min/max query renderer=webview/skyline/xr-frame routeEventId webviewId
onBeforePageLoad|3.5.5||componentFramework=exparser/glass-easel openType path query routeEventId
onBeforePageUnload|3.5.5||page path routeEventId
onBluetoothAdapterStateChange|1.1.0||available discovering
onBluetoothDeviceFound|1.1.0||devices
onCompassChange|||accuracy@2.4.0 direction
onCopyUrl|2.14.3||promise@3.16.0 query title@3.15.1
onDeviceMotionChange|2.3.0||alpha beta gamma
onEmbeddedMiniProgramHeightChange|2.33.0||height initialHeight
onError|2.1.2||
onGeneratePoster|3.12.0||promise src
onGetWifiList|1.6.0||wifiList
onGyroscopeChange|2.3.0||x y z
onHCEMessage|1.7.0||data messageType reason
onKeyDown|3.6.0||altKey code key shiftKey timeStamp
onKeyUp|3.6.0||altKey code key shiftKey timeStamp
onKeyboardHeightChange|2.7.0||height
onLazyLoadError|2.24.3||subpackage type
onLocalServiceDiscoveryStop|2.4.0||
onLocalServiceFound|2.4.0||ip port serviceName serviceType
onLocalServiceLost|2.4.0||serviceName serviceType
onLocalServiceResolveFail|2.4.0||serviceName serviceType
onLocationChange|2.8.1||accuracy altitude@1.2.0 horizontalAccuracy@1.2.0 latitude longitude speed verticalAccuracy@1.2.0
onLocationChangeError|2.19.5||errCode
onMemoryWarning|2.0.2||level
onMenuButtonBoundingClientRectWeightChange|3.4.3||bottom height left right top width
onNeedPrivacyAuthorization|2.32.3||
onNetworkStatusChange|1.1.0||isConnected networkType=wifi/2g/3g/4g/5g/unknown/none
onNetworkWeakChange|2.21.0||networkType weakNet
onPageNotFound|2.1.2||isEntryPage path query
onParallelStateChange|3.12.1||isOnParallel leftPage rightPage
onScreenRecordingStateChanged|2.24.0||state=start/stop
onSocketClose|||code reason
onSocketError|||
onSocketMessage|||data
onSocketOpen|||header@2.0.0
onThemeChange|2.11.0||theme=dark/light
onUnhandledRejection|2.10.0||promise reason
onUserCaptureScreen|1.4.0||promise@3.3.0 query@3.3.0
onUserOffTranslation|3.14.2||
onUserTriggerTranslation|3.7.9||locale type
onVoIPChatInterrupted|2.7.0||errCode
onVoIPChatMembersChanged|2.7.0||errCode openIdList
onVoIPChatSpeakersChanged|2.7.0||errCode openIdList
onVoIPChatStateChanged|2.16.0||code data errCode
onVoIPVideoMembersChanged|2.11.0||errCode openIdList
onWifiConnected|1.6.0||wifi
onWifiConnectedWithPartialInfo|2.22.0||wifi
onWindowResize|2.3.0||size
onWindowStateChange|3.8.8||state
openAppAuthorizeSetting|2.20.1||
openBluetoothAdapter|1.1.0|mode@2.10.0=central/peripheral|
openCard|1.1.0|cardList|
openChannelsActivity|2.19.2|feedId finderUserName|
openChannelsEvent|2.21.0|eventId finderUserName|
openChannelsLive|2.15.0|finderUserName feedId nonceId|
openChannelsLiveNoticeInfo|3.13.0|finderUserName|
openChannelsUserProfile|2.21.2|finderUserName|
openChatTool|3.7.8|url chatType roomid|
openCustomerServiceChat|2.19.0|corpId extInfo sendMessageImg sendMessagePath sendMessageTitle showMessageCard|
openDesignerProfile|3.17.0|url|
openDocument||filePath fileType@1.4.0=doc/docx/xls/xlsx/ppt/pptx/pdf showMenu@2.11.0|
openEmbeddedMiniProgram|2.20.1|appId allowFullScreen@2.33.0 envVersion=develop/trial/release extraData noRelaunchIfPathUnchanged@2.24.0 path shortLink verify@2.24.3=binding/unionProduct|
openHKOfflinePayView|3.4.4|nonceStr package paySign timeStamp signType=SHA1|
openInquiriesTopic|3.14.0|pageId|
openLocation||latitude longitude address name scale|
openOfficialAccountArticle|3.4.8|url|cancel confirm
openOfficialAccountChat|3.10.0|username|
openOfficialAccountProfile|3.7.10|username|
openPrivacyContract|2.32.3||
openSetting|1.1.0|withSubscriptions@2.10.3|authSetting subscriptionsSetting@2.10.3
openSingleStickerView|3.0.1|url|
openStickerIPView|3.0.1|url|
openStickerSetView|3.0.1|url|
openStoreCouponDetail|3.8.5|couponId promoterShareLink@3.8.11 shopAppid|
openStoreOrderDetail|3.7.1|orderId|
openSystemBluetoothSetting|2.20.1||
openVideoEditor|2.12.0|filePath maxDuration@2.16.1 minDuration@2.16.1|duration size tempFilePath tempThumbPath
pageScrollTo|1.4.0|duration offsetTop@2.23.1 scrollTop selector@2.7.3|
pauseBackgroundAudio|||
pauseVoice|||
playBackgroundAudio||dataUrl coverImgUrl title|
playVoice||filePath duration@1.6.0|
pluginLogin|2.20.1||code
postMessageToReferrerMiniProgram|3.2.1|extraData|
postMessageToReferrerPage|3.7.2||
preDownloadSubpackage|2.27.3|packageType|onProgressUpdate@2.27.3
preloadAssets|2.22.1|data|
preloadSkylineView|2.24.7||
preloadWebview|2.15.0||
previewImage||urls current referrerPolicy@2.13.0 showmenu@2.13.0|
previewMedia|2.12.0|sources current referrerPolicy@2.13.0 showmenu@2.13.0|
reLaunch|1.1.0|url|
readBLECharacteristicValue|1.1.0|characteristicId deviceId serviceId|
rechargeTransitCard|3.16.0|issuerID operation orderNo sign timestamp|errno errorCode
redirectTo||url|
removeSecureElementPass|3.8.5|panid|errorMsg result
removeStorage||key|
removeStorageSync|||
removeTabBarBadge|1.9.0|index|
reportAnalytics|||
reportEvent|2.14.4||
reportMonitor|2.0.1||
reportPerformance|2.9.2||
request||url data dataType enableCache@2.10.4 enableChunked@2.20.2 enableHttp2@2.10.4 enableHttpDNS@2.19.1 enableHttpDNSFallback@3.16.2 enableProfile enableQuic@2.10.4 forceCellularNetwork@2.21.0 header httpDNSServiceId@2.19.1 httpDNSTimeout@3.8.9 method=OPTIONS/GET/HEAD/POST/PUT/DELETE/TRACE/CONNECT redirect@3.2.2=follow/manual responseType@1.7.0=text/arraybuffer timeout@2.10.0 useHighPerformanceMode@3.3.3|cookies@2.10.0 data exception@3.0.0 header@1.2.0 profile@2.10.4 statusCode useHttpDNS@3.4.10 abort@1.4.0 offChunkReceived@2.20.1 offHeadersReceived@2.1.0 onChunkReceived@2.20.1 onHeadersReceived@2.1.0
requestAppleSubscribeSign|3.16.1|paySig signData signature|
requestCommonPayment|2.19.2|mode=retail_pay_goods/retail_pay_indirect_goods/retail_pay_combined_goods/retail_pay_goods_new paySig signData signature|
requestDeviceVoIP|2.27.3|deviceName groupId@2.30.4 modelId sn snTicket isGroup@2.30.4|
requestFacialVerify|3.8.12|verifyId|
requestIdleCallback|3.10.0|timeout|
requestMerchantTransfer|3.3.0|mchId package appId openId subAppId subMchId|
requestOrderPayment|2.16.0|nonceStr package paySign timeStamp signType=MD5/HMAC-SHA256/RSA|
requestPayment||nonceStr package paySign timeStamp signType=MD5/HMAC-SHA256/RSA|
requestPluginPayment|2.22.1|fee paymentArgs version=develop/trial/release currencyType|
requestSubscribeDeviceMessage|2.20.0|modelId sn snTicket tmplIds|
requestSubscribeEmployeeMessage|3.10.0|tmplIds|bindingStatus=accept
requestSubscribeMessage|2.4.4|tmplIds|
requestVirtualPayment|2.19.2|mode=short_series_goods/short_series_coin paySig signData signature|
requirePrivacyAuthorize|2.32.3||
reserveChannelsLive|2.19.0|noticeId|
restartMiniProgram|3.0.1|path|
revokeBufferURL|2.14.0||
rewriteRoute|3.8.0|url preserveQuery|
router|2.29.2||
saveFileToDisk|2.11.0|filePath|
saveImageToPhotosAlbum|1.2.0|filePath|
saveVideoToPhotosAlbum|1.2.0|filePath|
scanCode|1.0.0|onlyFromCamera@1.2.0 scanType@1.7.0=barCode/qrCode/wxCode/datamatrix/pdf417|charSet path rawData result scanType=QR_CODE/AZTEC/CODABAR/CODE_39/CODE_93/CODE_128/DATA_MATRIX/EAN_8/EAN_13/ITF/MAXICODE/PDF_417/RSS_14/RSS_EXPANDED/UPC_A/UPC_E/UPC_EAN_EXTENSION/WX_CODE/CODE_25
seekBackgroundAudio||position|
selectGroupMembers|3.7.8|maxSelectCount|members
sendHCEMessage|1.7.0|data|
sendSms|2.25.0|content phoneNumber|
sendSocketMessage||data|
setBLEMTU|2.11.0|deviceId mtu|mtu
setBackgroundColor|2.1.0|backgroundColor backgroundColorBottom backgroundColorTop|
setBackgroundFetchToken|2.8.0|token|
setBackgroundTextStyle|2.1.0|textStyle=dark/light|
setClipboardData|1.1.0|data|
setEnable1v1Chat|2.20.1|enable backgroundType minWindowType|
setEnableDebug|1.4.0|enableDebug|
setInnerAudioOption|2.3.0||
setKeepScreenOn|1.4.0|keepScreenOn|
setNavigationBarColor|1.4.0|backgroundColor frontColor animation|
setNavigationBarTitle||title|
setScreenBrightness|1.2.0|value|
setStorage||data key encrypt@2.21.3|
setStorageSync|||
setTabBarBadge|1.9.0|index text|
setTabBarItem|1.9.0|index iconPath selectedIconPath text|
setTabBarStyle|1.9.0|backgroundColor borderStyle color selectedColor|
setTopBarText|1.4.3|text|
setVisualEffectOnCapture|2.20.1|visualEffect|
setWifiList|1.6.0|wifiList|
setWindowSize|2.10.1|height width|
shareAppMessageToGroup|3.7.8|title imageUrl path|
shareEmojiToGroup|3.7.8|imagePath entrancePath needShowEntrance|
shareFileMessage|2.16.1|filePath fileName|
shareFileToGroup|3.7.8|filePath entrancePath fileName needShowEntrance|
shareImageToGroup|3.7.8|imagePath entrancePath needShowEntrance|
shareToOfficialAccount|3.9.2|title content images recommendPath@3.16.1 recommendTitle@3.16.1 tags|postUrl status
shareToWeRun||recordList|
shareVideoMessage|2.16.1|videoPath thumbPath|
shareVideoToGroup|3.7.8|videoPath entrancePath needShowEntrance thumbPath|
showActionSheet||itemList alertText@2.14.0 itemColor|tapIndex
showLoading|1.1.0|title mask|
showModal||cancelColor cancelText confirmColor confirmText content editable@2.17.1 placeholderText@2.17.1 showCancel title|cancel@1.1.0 confirm content
showNavigationBarLoading|||
showRedPackage|2.10.0|url|
showShareImageMenu|2.14.3|path entrancePath@3.2.0 needShowEntrance@3.2.0|
showShareMenu|1.1.0|menus@2.11.3 withShareTicket|
showTabBar|1.9.0|animation|
showTabBarRedDot|1.9.0|index|
showToast||title duration icon=success/error/loading/none image@1.1.0 mask|
startAccelerometer|1.1.0|interval@2.1.0=game/ui/normal|
startBeaconDiscovery|1.2.0|uuids ignoreBluetoothAvailable|
startBluetoothDevicesDiscovery|1.1.0|allowDuplicatesKey interval powerLevel=low/medium/high services|
startCompass|1.1.0||
startDeviceMotionListening|2.3.0|interval=game/ui/normal|
startGyroscope|2.3.0|interval=game/ui/normal|
startHCE|1.7.0|aid_list|
startLocalServiceDiscovery|2.4.0|serviceType|
startLocationUpdate|2.8.0|type|
startLocationUpdateBackground|2.8.0|type|
startPullDownRefresh|1.5.0||
startRecord|||
startSoterAuthentication|1.5.0|challenge requestAuthModes=fingerPrint/facial/speech authContent|authMode errCode resultJSON resultJSONSignature
startWifi|1.6.0||
stopAccelerometer|1.1.0||
stopBackgroundAudio|||
stopBeaconDiscovery|1.2.0||
stopBluetoothDevicesDiscovery|1.1.0||
stopCompass|1.1.0||
stopDeviceMotionListening|2.3.0||
stopFaceDetect|2.18.0||
stopGyroscope|2.3.0||
stopHCE|1.7.0||
stopLocalServiceDiscovery|2.4.0||
stopLocationUpdate|2.8.0||
stopPullDownRefresh|1.5.0||
stopRecord|||
stopVoice|||
stopWifi|1.6.0||
subscribeVoIPVideoMembers|2.11.0|openIdList|
switchTab||url|
updateShareMenu|1.2.0|activityId@2.4.0 chooseType@3.7.8 isPrivateMessage@2.13.0 isUpdatableMessage@2.4.0 participant templateInfo@2.4.0 toDoActivityId@2.11.0 useForChatTool@3.7.8 withShareTicket|
updateVoIPChatMuteConfig|2.7.0|muteConfig|
updateWeChatApp|2.12.0||
uploadFile||filePath name url enableHttp2@2.10.4 enableProfile@3.5.0 enableQuic@2.10.4 formData header timeout@2.10.0|data profile@3.5.0 statusCode abort@1.4.0 offHeadersReceived@2.1.0 offProgressUpdate@2.1.0 onHeadersReceived@2.1.0 onProgressUpdate@1.4.0
vibrateLong|1.2.0||
vibrateShort|1.2.0|type@2.13.0|
worklet|2.29.2||
writeBLECharacteristicValue|1.1.0|characteristicId deviceId serviceId value writeType=write/writeNoResponse|
`
